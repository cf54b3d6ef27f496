import type { Bill } from './bill.ts';
import { button, emailTemplate, type ShellView } from './email-shell.ts';
import type { Receipt } from './receipt.ts';

interface TextOrPhone {
  readonly text?: string;
  readonly phone?: string;
}

/** All that a mail about an order shows, in words already. */
export interface EmailView extends ShellView, Bill {
  /** What people call out; null where that is the order's number. */
  readonly display: string | null;
  readonly order: string;
  /** None where something is taken back: that of a status would say the contrary. */
  readonly icon: string | null;
  readonly sentence: string;
  readonly estimate: string | null;
  /** The same, with the number to call as what it is. */
  readonly estimateWithPhone: readonly TextOrPhone[];
  readonly note: string | null;
  readonly action: string;
  readonly link: string;
  /** Of the mail of the end. */
  readonly receipt: Receipt | null;
}

const content = `<tr><td class="muted" style="padding:0 16px 20px;font-size:16px;line-height:24px;color:#57534e;">{{#if display}}<span class="ink" style="padding-right:8px;font-size:40px;line-height:48px;font-weight:600;color:#1c1917;">{{display}}</span> {{/if}}<span style="white-space:nowrap;">{{order}}</span></td></tr>
<tr><td class="ink" style="padding:0 16px 12px;font-size:28px;line-height:36px;font-weight:600;color:#1c1917;">{{#if icon}}{{icon}} {{/if}}{{sentence}}</td></tr>
{{#if estimate}}<tr><td class="ink" style="padding:0 16px 12px;font-size:20px;line-height:28px;color:#1c1917;">{{#each estimateWithPhone}}{{#if phone}}<a class="ink" href="tel:{{phone}}" style="color:#1c1917;">{{phone}}</a>{{else}}{{text}}{{/if}}{{/each}}</td></tr>
{{/if}}{{#if note}}<tr><td class="ink" style="padding:0 16px 12px;font-size:16px;line-height:24px;color:#1c1917;">{{note}}</td></tr>
{{/if}}${button}
{{#if receipt}}<tr><td class="ink" style="padding:0 16px 4px;font-size:20px;line-height:28px;font-weight:600;color:#1c1917;">{{receipt.title}}</td></tr>
<tr><td class="muted" style="padding:0 16px 12px;font-size:14px;line-height:20px;color:#57534e;">{{#each receipt.times}}{{#unless @first}}<br>{{/unless}}{{this}}{{/each}}</td></tr>
{{/if}}<tr><td style="padding:0 16px;">
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:16px;line-height:24px;">
{{#each items}}<tr>
<td class="ink line" style="padding:8px 0;border-top:1px solid #78716c;color:#1c1917;overflow-wrap:anywhere;">{{#if unavailable}}<s>{{quantity}} × {{name}}</s> <strong style="white-space:nowrap;">{{unavailable}}</strong>{{else}}{{quantity}} × {{name}}{{/if}}{{#each modifiers}}<br><span class="muted" style="font-size:14px;color:#57534e;">{{this}}</span>{{/each}}{{#if notes}}<br><span class="muted" style="font-size:14px;font-style:italic;color:#57534e;">{{notes}}</span>{{/if}}</td>
<td class="ink line" align="right" style="padding:8px 0 8px 16px;border-top:1px solid #78716c;color:#1c1917;white-space:nowrap;vertical-align:top;">{{#if unavailable}}<s>{{price}}</s>{{else}}{{price}}{{/if}}</td>
</tr>
{{/each}}{{#each adjustments}}<tr>
<td class="muted line" style="padding:8px 0;border-top:1px solid #78716c;color:#57534e;overflow-wrap:anywhere;">{{label}}</td>
<td class="muted line" align="right" style="padding:8px 0 8px 16px;border-top:1px solid #78716c;color:#57534e;white-space:nowrap;vertical-align:top;">{{amount}}</td>
</tr>
{{/each}}{{#if total}}<tr>
<td class="ink line" style="padding:8px 0;border-top:2px solid #78716c;font-weight:600;color:#1c1917;">{{total.label}}</td>
<td class="ink line" align="right" style="padding:8px 0 8px 16px;border-top:2px solid #78716c;font-weight:600;color:#1c1917;white-space:nowrap;">{{total.amount}}</td>
</tr>
{{/if}}{{#if payment}}<tr><td class="ink line" colspan="2" style="padding:8px 0;border-top:1px solid #78716c;color:#1c1917;">{{payment}}</td></tr>
{{/if}}{{#if ownNote}}<tr><td class="muted line" colspan="2" style="padding:8px 0;border-top:1px solid #78716c;color:#57534e;overflow-wrap:anywhere;">{{ownNote}}</td></tr>
{{/if}}</table>
</td></tr>`;

/** A text with the number in it made a link. @param phone null where there is none */
export const withPhone = (text: string, phone: string | null): readonly TextOrPhone[] =>
  phone === null
    ? [{ text }]
    : text
        .split(phone)
        .flatMap((part, place) => (place === 0 ? [{ text: part }] : [{ phone }, { text: part }]));

export const renderEmail: (view: EmailView) => string = emailTemplate(content);
