import { button, emailTemplate, type ShellView } from './email-shell.ts';

/** All that a mail about an order shows, in words already. */
export interface EmailView extends ShellView {
  readonly order: string;
  readonly icon: string;
  readonly sentence: string;
  readonly estimate: string | null;
  readonly note: string | null;
  readonly action: string;
  readonly link: string;
  readonly items: readonly {
    readonly quantity: number;
    readonly name: string;
    readonly notes: string;
    readonly price: string | null;
  }[];
  readonly total: { readonly label: string; readonly amount: string } | null;
}

const content = `<tr><td class="muted" style="padding:0 16px 24px;font-size:16px;line-height:24px;color:#57534e;">{{order}}</td></tr>
<tr><td class="ink" style="padding:0 16px 12px;font-size:28px;line-height:36px;font-weight:600;color:#1c1917;">{{icon}} {{sentence}}</td></tr>
{{#if estimate}}<tr><td class="ink" style="padding:0 16px 12px;font-size:20px;line-height:28px;color:#1c1917;">{{estimate}}</td></tr>
{{/if}}{{#if note}}<tr><td class="ink" style="padding:0 16px 12px;font-size:16px;line-height:24px;color:#1c1917;">{{note}}</td></tr>
{{/if}}${button}
<tr><td style="padding:0 16px;">
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:16px;line-height:24px;">
{{#each items}}<tr>
<td class="ink line" style="padding:8px 0;border-top:1px solid #78716c;color:#1c1917;">{{quantity}} × {{name}}{{#if notes}}<br><span class="muted" style="font-size:14px;color:#57534e;">{{notes}}</span>{{/if}}</td>
<td class="ink line" align="right" style="padding:8px 0 8px 16px;border-top:1px solid #78716c;color:#1c1917;white-space:nowrap;vertical-align:top;">{{price}}</td>
</tr>
{{/each}}{{#if total}}<tr>
<td class="ink line" style="padding:8px 0;border-top:2px solid #78716c;font-weight:600;color:#1c1917;">{{total.label}}</td>
<td class="ink line" align="right" style="padding:8px 0 8px 16px;border-top:2px solid #78716c;font-weight:600;color:#1c1917;white-space:nowrap;">{{total.amount}}</td>
</tr>
{{/if}}</table>
</td></tr>`;

export const renderEmail: (view: EmailView) => string = emailTemplate(content);
