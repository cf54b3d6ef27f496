/**
 * How many decimals ISO 4217 gives a currency's minor unit: List One, which is not what display libraries
 * show (they write the forint, the Colombian peso and the rupiah without).
 */
const codesByDecimals = {
  0: `BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF`,
  2: `AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
    CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HRK
    HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR
    SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED
    VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL`,
  3: `BHD IQD JOD KWD LYD OMR TND`,
  4: `CLF UYW`,
} as const;

const decimals: ReadonlyMap<string, number> = new Map(
  Object.entries(codesByDecimals).flatMap(([count, codes]) =>
    codes.split(/\s+/).map((code) => [code, Number(count)] as const),
  ),
);

/** Every code that has a minor unit. */
export const currencyCodes: readonly string[] = [...decimals.keys()];

/** Whether ISO 4217 says what a code's minor unit is. */
export const isKnownCurrency = (code: string): boolean => decimals.has(code);

/** Decimals of a currency's minor unit: 2 for HUF, 0 for JPY, 3 for IQD; 2 for a code that is not ISO's. */
export const decimalsOf = (code: string): number => decimals.get(code) ?? 2;
