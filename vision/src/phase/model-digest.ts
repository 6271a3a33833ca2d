/** SHA-256 of model/log-gabor.onnx; written by "npm run -w vision generate". */
export const MODEL_SHA256 = 'd18380caf70bbe73f89882ce9b32033a7049f4adca8ff4cb287a74da37b61710';
