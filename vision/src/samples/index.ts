export { renderCake, type CakePhoto } from './cake.ts';
export { captureFrom, type Capture } from './capture.ts';
