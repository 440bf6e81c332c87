/** The number of the attempt to show a page. A page that failed is loaded again with the next number. */
import { createContext } from 'react';

export const RetryContext = createContext(0);
