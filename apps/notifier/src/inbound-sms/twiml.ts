const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * An answer that Twilio sends back as a text, or none. Characters that XML knows no way to write are left
 * out.
 */
export function twiml(message: string | null): string {
  const content =
    message === null
      ? ''
      : `<Message>${message.replace(/[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu, '').replace(/[&<>"']/g, (character) => escapes[character] ?? '')}</Message>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${content}</Response>`;
}
