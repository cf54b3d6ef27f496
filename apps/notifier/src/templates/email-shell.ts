import Handlebars from 'handlebars';

/** What surrounds every mail: in whose name it is written, and what a reader sees of it in a list. */
export interface ShellView {
  readonly language: string;
  readonly subject: string;
  readonly preheader: string;
  readonly restaurant: {
    readonly name: string;
    readonly phone: string | null;
    readonly address: string | null;
  };
}

/**
 * Tables and styles on the elements are what mail readers understand; the sheet is for those that know of
 * dark mode.
 */
const shell = `<!doctype html>
<html lang="{{language}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{{subject}}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .card { background-color: #14110f !important; }
  .ink { color: #f5f1ec !important; }
  .muted { color: #a8a29e !important; }
  .line { border-color: #78716c !important; }
  .button { background-color: #fb923c !important; color: #14110f !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#fffdfa;">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;">{{preheader}}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#fffdfa;">
<tr><td align="center" style="padding:24px 12px;">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background-color:#fffdfa;font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;text-align:left;">
<tr><td class="ink" style="padding:0 16px 4px;font-size:20px;line-height:28px;font-weight:600;color:#1c1917;">{{restaurant.name}}</td></tr>
{{> content}}
<tr><td class="muted" style="padding:24px 16px 0;font-size:14px;line-height:20px;color:#57534e;">{{restaurant.name}}{{#if restaurant.address}}<br>{{restaurant.address}}{{/if}}{{#if restaurant.phone}}<br><a class="muted" href="tel:{{restaurant.phone}}" style="color:#57534e;">{{restaurant.phone}}</a>{{/if}}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;

/** The link that a mail is about, as a button. */
export const button = `<tr><td style="padding:12px 16px 32px;">
<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="button" style="border-radius:999px;background-color:#c2410c;">
<a class="button" href="{{link}}" target="_blank" rel="noopener" style="display:inline-block;padding:14px 28px;border-radius:999px;background-color:#c2410c;color:#ffffff;font-size:16px;line-height:20px;font-weight:600;text-decoration:none;">{{action}}</a>
</td></tr></table>
</td></tr>`;

/**
 * @param content rows of the mail's one table, for a view that has more than the shell's; everything that is
 * put in is escaped
 */
export function emailTemplate(content: string): (view: ShellView) => string {
  const handlebars = Handlebars.create();
  handlebars.registerPartial('content', content);
  return handlebars.compile<ShellView>(shell, { strict: false });
}
