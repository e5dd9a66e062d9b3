/** What the phone keeps of looking for work: the filters, and that the masking of numbers was said. */
import { store, stored } from '../../core/platform'
import { keptFilters, type Filters } from './list.view'

const FILTERS = 'jobFilters'
const TOLD = 'jobTalkTold'

export const loadFilters = (): Filters => keptFilters(stored<Filters>(FILTERS))
export const saveFilters = (filters: Filters): void => void store(FILTERS, filters)

export const isMaskTold = (): boolean => stored<boolean>(TOLD) === true
export const noteMaskTold = (): void => void store(TOLD, true)
