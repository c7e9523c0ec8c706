/**
 * The one kernel for state: `action → {from[], to}`. The same table drives the SQL guard,
 * the button and its disabled tooltip, the API refusal and the test that walks it.
 */
export type Transition<S extends string> = { from: readonly S[]; to: S };

export type Machine<S extends string, A extends string> = {
  name: string;
  states: readonly S[];
  initial: S;
  final: readonly S[];
  actions: Readonly<Record<A, Transition<S>>>;
};

export function defineMachine<const S extends string, const A extends string>(machine: Machine<S, A>): Machine<S, A> {
  return machine;
}

/** The state after `action`, or null when the action is not allowed from `state`. */
export function next<S extends string, A extends string>(machine: Machine<S, A>, state: S, action: A): S | null {
  const transition = machine.actions[action];
  return transition.from.includes(state) ? transition.to : null;
}

export type Allowed = { ok: true } | { ok: false; reason: { code: "state.not_allowed"; params: { machine: string; state: string; action: string } } };

/** Whether `action` may be done now; the reason is a message key with its values. */
export function can<S extends string, A extends string>(machine: Machine<S, A>, state: S, action: A): Allowed {
  if (next(machine, state, action) !== null) return { ok: true };
  return { ok: false, reason: { code: "state.not_allowed", params: { machine: machine.name, state, action } } };
}

/** Everything wrong with a table: unknown states, unreachable states, final states that can be left, dead ends not named final. */
export function machineFaults<S extends string, A extends string>(machine: Machine<S, A>): string[] {
  const transitions = Object.entries<Transition<S>>(machine.actions);
  const known = new Set<S>(machine.states);
  const faults: string[] = [];
  for (const [action, { from, to }] of transitions) {
    for (const state of [...from, to]) if (!known.has(state)) faults.push(`${machine.name}.${action} names unknown state "${state}"`);
    if (from.length === 0) faults.push(`${machine.name}.${action} can start nowhere`);
  }
  const reached = reachable(machine, transitions);
  for (const state of machine.states) {
    const leaves = transitions.some(([, t]) => t.from.includes(state) && t.to !== state);
    const isFinal = machine.final.includes(state);
    if (!reached.has(state)) faults.push(`${machine.name}: state "${state}" is never reached`);
    if (isFinal && leaves) faults.push(`${machine.name}: final state "${state}" can be left`);
    if (!isFinal && !leaves) faults.push(`${machine.name}: state "${state}" is a dead end but not named final`);
  }
  return faults;
}

function reachable<S extends string, A extends string>(machine: Machine<S, A>, transitions: [string, Transition<S>][]): Set<S> {
  const seen = new Set<S>([machine.initial]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [, { from, to }] of transitions) {
      if (!seen.has(to) && from.some((state) => seen.has(state))) {
        seen.add(to);
        grew = true;
      }
    }
  }
  return seen;
}
