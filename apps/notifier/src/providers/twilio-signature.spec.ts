import { describe, expect, it } from '@jest/globals';
import { twilioSignature } from './twilio-signature.ts';

describe('the signature of a report', () => {
  it("is the one of Twilio's published example", () => {
    const form = {
      CallSid: 'CA1234567890ABCDE',
      Caller: '+12349013030',
      Digits: '1234',
      From: '+12349013030',
      To: '+18005551212',
    };
    expect(twilioSignature('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', form)).toBe(
      '0/KCTR6DLpKmkAf8muzZqo1nDgQ=',
    );
  });
});
