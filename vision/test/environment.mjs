import { TestEnvironment } from 'jest-environment-node';

/**
 * Node environment whose Float32Array is the process's own: onnxruntime answers with arrays of the outer realm and
 * checks them with instanceof.
 */
export default class OnnxEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.Float32Array = Float32Array;
  }
}
