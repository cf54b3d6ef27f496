/**
 * What someone wants, and what they do for it; `**` around what stands on the screen, as in docs/staff.md,
 * which says the same.
 */
export const advice: readonly (readonly [want: string, act: string])[] = [
  [
    '**move an order on**',
    'press the lower edge of its card. It says what will happen: *Accept*, *Start cooking*, *Mark ready*',
  ],
  [
    '**take it back**',
    'press **Undo** at the bottom, for ten seconds. The customer hears nothing if you are quick (eight seconds)',
  ],
  [
    'take it back later',
    'open the card → **Back to …**, for ten minutes. Whoever was told is told that it is not quite so',
  ],
  [
    'do anything else',
    'open the card: press anywhere but its lower edge. Every step that is possible stands there',
  ],
  [
    'tell the customer something',
    'open the card, write the note or pick one, then press the step. They read it on their page',
  ],
  [
    'tell your colleagues something',
    'the same, in **Note among ourselves**. It stands on the card in yellow; customers never see it',
  ],
  [
    'say that it takes longer',
    'open the card → **+5**, **+10** or **+20 min**, and why. The customer sees the new time',
  ],
  ['cancel, decline, “nobody opened”', 'open the card → the red button → why'],
  ['move several at once', '**Several**, press the cards, **Move on**'],
  [
    'say that it is paid',
    'open the card → **Paid by cash**, **card** … What is open stands on the card in a dark bar',
  ],
  [
    'find an order',
    'type at the top: number, name, phone, table, street or dish; **Finished too** looks through 24 hours',
  ],
  [
    'hear new orders',
    'press the bell once; it says so while nothing would be heard. A new card flashes until someone touches it',
  ],
  [
    'take what is for later',
    '**Later** at the left has it by its time. Open the card → **Start now**, or another time; it becomes new by itself in time',
  ],
  [
    'slow down, or stop',
    '**Open** at the top → **Busy** or **Pause**, for how long, and why. **Open now** ends it, on every board',
  ],
];

export const remarks: readonly string[] = [
  '**The ring** is the order’s age in minutes. It fills towards what was promised: gray, then amber, then red with the word **late**.',
  '**In red with a clock** is what waits too long: **3 need you** at the top leads there. It rings every half minute until someone looks. **Accept within 1:30** counts down to when an order is declined by itself.',
  '**No connection?** The top turns red and counts. Go on working: every press is kept with its time, a step taken back and a delay too, and sent when the network is back. Loading the page anew loses nothing. What could not be applied then is shown with the reason, for example because someone else had moved the order later.',
  '**⚠ in red** is an allergy. A line that is done has a tick, one that cannot be had is struck. Cards stand by age, those for later by their time; one that is taken back stands where it stood. A note that was not sent waits on its card.',
  '**At a keyboard** press `?` for all keys: arrows go from card to card, `Enter` moves on, `u` takes back, `m` opens, `/` searches, `Esc` closes and leaves **Several**.',
];
