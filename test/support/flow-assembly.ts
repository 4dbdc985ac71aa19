/** Where the flow tests find the synthesised stack. */
export const FLOW_ASSEMBLY = '.cache/flow-assembly';
