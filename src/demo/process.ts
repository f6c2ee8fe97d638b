/** The processes that can be left out, to see that the others stay as they are. */
export type Process = 'answers' | 'returns' | 'exchanges' | 'among-themselves';
