/** What `security.capability` gives a program when it is run. */
export interface FileCapabilities {
  /** Names as `cap_net_bind_service`; of bits that have none yet `cap_41`. Ascending by bit. */
  readonly permitted: readonly string[];
  readonly inheritable: readonly string[];
  /** What is permitted is also in effect at once. */
  readonly isEffective: boolean;
  /** User number of the root of the name space that it counts in; null: in each (before version 3). */
  readonly rootId: number | null;
}

/** By bit. Source: capabilities(7); linux/capability.h. */
const NAMES = (
  'chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable net_bind_service ' +
  'net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module sys_rawio sys_chroot sys_ptrace sys_pacct sys_admin ' +
  'sys_boot sys_nice sys_resource sys_time sys_tty_config mknod lease audit_write audit_control setfcap mac_override ' +
  'mac_admin syslog wake_alarm block_suspend audit_read perfmon bpf checkpoint_restore'
).split(' ');

/** Bytes of each version: one pair of masks in the first, two in the others, and the root's number in the third. */
const LENGTHS: Readonly<Record<number, number>> = { 1: 12, 2: 20, 3: 24 };
const EFFECTIVE = 1;

/**
 * Reads the value of the extended attribute `security.capability`; null where it is of no version that is known, or of
 * another length than its version has.
 *
 * Source: linux/capability.h, `vfs_cap_data` and `vfs_ns_cap_data`; numbers little-endian.
 */
export function readFileCapabilities(value: Uint8Array): FileCapabilities | null {
  if (value.length < 4) return null;
  const view = new DataView(value.buffer, value.byteOffset, value.length);
  const magic = view.getUint32(0, true);
  const version = magic >>> 24;
  if (LENGTHS[version] !== value.length) return null;
  const masks = version === 1 ? 1 : 2;
  const namesAt = (offset: number) => {
    const names: string[] = [];
    for (let bit = 0; bit < masks * 32; bit++) {
      const mask = view.getUint32(offset + (bit >>> 5) * 8, true);
      if (mask & (1 << (bit & 31))) names.push(`cap_${NAMES[bit] ?? bit}`);
    }
    return names;
  };
  return {
    permitted: namesAt(4),
    inheritable: namesAt(8),
    isEffective: (magic & EFFECTIVE) !== 0,
    rootId: version === 3 ? view.getUint32(20, true) : null,
  };
}

/** As `getcap` shows them: `cap_net_bind_service=ep`, clauses with other flags after it. */
export function capabilitiesText({ permitted, inheritable, isEffective, rootId }: FileCapabilities): string {
  const clauses = new Map<string, string[]>();
  for (const name of new Set([...permitted, ...inheritable])) {
    const isPermitted = permitted.includes(name);
    const flags = `${isEffective ? 'e' : ''}${inheritable.includes(name) ? 'i' : ''}${isPermitted ? 'p' : ''}`;
    clauses.set(flags, [...(clauses.get(flags) ?? []), name]);
  }
  const text = [...clauses].map(([flags, names]) => `${names.join(',')}=${flags}`).join(' ') || '=';
  return rootId === null || rootId === 0 ? text : `${text} [rootid=${rootId}]`;
}
