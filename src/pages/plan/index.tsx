export { CodebookPage } from './codebook.tsx';
export { PlanFormPage } from './form.tsx';
export { PlanHistoryPage, PlanVersionPage } from './history.tsx';
export { PlanPage } from './plan.tsx';
