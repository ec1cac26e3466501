import { benchPredicates } from './predicates.js'; await benchPredicates()
