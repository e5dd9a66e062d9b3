export { dayOf, dayStart, endOfDay, weekdayText } from '../../core/picker-days'
