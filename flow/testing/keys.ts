/** Keys of throw-away databases, for tests that seal and open. */
process.env.COLUMN_WRAPPING_KEY ??= Buffer.alloc(32, 1).toString('base64');
process.env.INDEX_KEY ??= Buffer.alloc(32, 2).toString('base64');

/** Key pairs of throw-away installations: of calls, of the ledger's heads, and of connectors' credentials. */
process.env.CALL_KEY ??=
  '{"kid":"call-of-tests","crv":"Ed25519","d":"bb0SdLtoAlRXuYFtVSSekLINF2DROGQC0Q2SjItSupw","x":"WooWMl70MpktM8BMFwOczAHhQcOAPDQ0xd7n4dpdRtg","kty":"OKP"}';
process.env.HEAD_KEY ??=
  '{"kid":"head-of-tests","crv":"Ed25519","d":"XSYrYrUzi84YV4PvhJ_E4etUXvlxwDOkVr9fiq4SOTE","x":"BOMZusyfIWvVTLGEydVRGZtKX201S1ynoVdxfdMa_DY","kty":"OKP"}';
process.env.SEALING_KEY ??=
  '{"kid":"sealing-of-tests","crv":"X25519","d":"mJeYgQNcWpICMcBsvAXDpBPIK-t_HGLWDG6rLO8EZkQ","x":"zFIytLwktO-V8BEW-ZXsUiNwFplUXyDaSQPKvc9lXCA","kty":"OKP"}';
process.env.SEALING_PUBLIC_KEY ??=
  '{"kid":"sealing-of-tests","crv":"X25519","x":"zFIytLwktO-V8BEW-ZXsUiNwFplUXyDaSQPKvc9lXCA","kty":"OKP"}';
