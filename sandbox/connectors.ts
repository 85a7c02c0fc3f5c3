import { evidenceTypes } from '#catalogue/index.ts';
import { PublicKey } from '#domain/connector.ts';
import { cardBankPlug } from './plugs/card-bank.ts';
import { civilAffairsPlug } from './plugs/civil-affairs.ts';
import { funeralHomesPlug } from './plugs/funeral-homes.ts';
import { marriageRegistryPlug } from './plugs/marriage-registry.ts';
import { CURRENT, type Line, type Plug } from './plugs/plug.ts';
import { type ArchiveAddress, socialSecurity1992Plug } from './plugs/social-security-1992.ts';
import { socialSecurityArchivePlug } from './plugs/social-security-archive.ts';

/** By department: what its officers would have typed at the console. Who is not here speaks the wire protocol itself. */
const PLUGS: Readonly<Record<string, (line: Line, archive: ArchiveAddress) => Plug>> = {
  'card-bank': cardBankPlug,
  'civil-affairs': civilAffairsPlug,
  'marriage-registry': marriageRegistryPlug,
  'social-security-1992': socialSecurity1992Plug,
};

/** How the departments of the make-believe city are plugged in. @param archive where the old ledger's database lies */
export function listPlugs(lines: readonly Line[], archive: ArchiveAddress): Plug[] {
  return [
    ...lines.map((line) => (PLUGS[line.id] ?? native)(line, archive)),
    funeralHomesPlug(),
    socialSecurityArchivePlug(),
  ];
}

const MUNICIPAL = { 'zh-CN': '全市在用数据', 'zh-TW': '全市在用資料', en: 'Current records of the city' };

/** A department that speaks the wire protocol itself: one source for every evidence type. */
function native({ id, port, secret, publicKey }: Line): Plug {
  const offered = evidenceTypes.filter(({ connectors }) => connectors.some((each) => each === id));
  return {
    document: {
      id,
      department: id.startsWith('social-security-') ? 'social-security' : id,
      title: MUNICIPAL,
      sources: offered.map(({ code, title }) => ({
        ...CURRENT,
        id: code.toLowerCase(),
        title,
        evidence: code,
        reach: {
          way: 'native',
          url: `http://127.0.0.1:${port}`,
          keys: [PublicKey.parse(publicKey)],
          proves: 'signature',
          batch: 1,
        },
        rows: null,
      })),
    },
    credentials: { main: secret },
  };
}
