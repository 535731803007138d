/** The command line cannot be meant; the message says which option, and what is meant by it. Never holds an option's value. */
export class WrongUsage extends Error {}
