import onnxProto from 'onnx-proto';
import { BANK, FILTERS } from '../src/phase/bank.ts';
import { FRAME } from '../src/surface/normalise.ts';
import { gaussianKernel, logGaborKernel } from './kernels.ts';

const { onnx } = onnxProto;
const FLOAT = onnx.TensorProto.DataType.FLOAT;
const { INTS } = onnx.AttributeProto.AttributeType;

const LIGHT_SIGMA = 14;
const LIGHT_RADIUS = 32;
/** Variance floor in squared grey levels: keeps flat parts from being blown up to texture. */
const VARIANCE_FLOOR = 9;

const tensor = (name: string, dims: number[], values: Float32Array): onnxProto.onnx.ITensorProto => ({
  name,
  dims,
  dataType: FLOAT,
  rawData: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
});

const value = (name: string, dims: number[]): onnxProto.onnx.IValueInfoProto => ({
  name,
  type: { tensorType: { elemType: FLOAT, shape: { dim: dims.map((dimValue) => ({ dimValue })) } } },
});

const node = (
  opType: string,
  input: string[],
  output: string,
  attribute: onnxProto.onnx.IAttributeProto[] = [],
): onnxProto.onnx.INodeProto => ({ opType, input, output: [output], name: output, attribute });

const ints = (name: string, values: number[]): onnxProto.onnx.IAttributeProto => ({ name, type: INTS, ints: values });

/** Separable Gaussian of `input`, same size. */
function blur(input: string): onnxProto.onnx.INodeProto[] {
  const r = LIGHT_RADIUS;
  return [
    node('Conv', [input, 'gaussX'], `${input}_x`, [ints('pads', [0, r, 0, r])]),
    node('Conv', [`${input}_x`, 'gaussY'], `${input}_blur`, [ints('pads', [r, 0, r, 0])]),
  ];
}

function bankWeights(): Float32Array {
  const size = BANK.kernel ** 2;
  const weights = new Float32Array(2 * FILTERS * size);
  BANK.wavelengths.forEach((wavelength, w) => {
    for (let o = 0; o < BANK.orientations; o++) {
      const { even, odd } = logGaborKernel(wavelength, o);
      const at = 2 * (w * BANK.orientations + o) * size;
      weights.set(even, at);
      weights.set(odd, at + size);
    }
  });
  return weights;
}

/**
 * Inputs `gray` (0..255) and `mask` (0 or 1), both [1, 1, 512, 512]; outputs `responses` [1, 2 x filters, sites, sites]
 * (even, odd per filter) and `coverage` [1, 1, sites, sites], the share of each kernel's window that is surface.
 * Light is evened out by the masked local mean and deviation before the bank.
 */
export function buildModel(): Uint8Array {
  const taps = 2 * LIGHT_RADIUS + 1;
  const gauss = gaussianKernel(LIGHT_SIGMA, LIGHT_RADIUS);
  const frame = [1, 1, FRAME, FRAME];
  const size = BANK.kernel;
  const strides = ints('strides', [BANK.stride, BANK.stride]);
  const graph: onnxProto.onnx.IGraphProto = {
    name: 'log-gabor-bank',
    input: [value('gray', frame), value('mask', frame)],
    output: [
      value('responses', [1, 2 * FILTERS, BANK.sites, BANK.sites]),
      value('coverage', [1, 1, BANK.sites, BANK.sites]),
    ],
    initializer: [
      tensor('gaussX', [1, 1, 1, taps], gauss),
      tensor('gaussY', [1, 1, taps, 1], gauss),
      tensor('bank', [2 * FILTERS, 1, size, size], bankWeights()),
      tensor('box', [1, 1, size, size], new Float32Array(size * size).fill(1 / size ** 2)),
      tensor('least', [1], Float32Array.of(1e-3)),
      tensor('floor', [1], Float32Array.of(VARIANCE_FLOOR)),
    ],
    node: [
      node('Mul', ['gray', 'mask'], 'seen'),
      ...blur('mask'),
      ...blur('seen'),
      node('Max', ['mask_blur', 'least'], 'weight'),
      node('Div', ['seen_blur', 'weight'], 'mean'),
      node('Sub', ['gray', 'mean'], 'offset'),
      node('Mul', ['offset', 'mask'], 'centred'),
      node('Mul', ['centred', 'centred'], 'squared'),
      ...blur('squared'),
      node('Div', ['squared_blur', 'weight'], 'variance'),
      node('Max', ['variance', 'floor'], 'bounded'),
      node('Sqrt', ['bounded'], 'deviation'),
      node('Div', ['centred', 'deviation'], 'even_light'),
      node('Conv', ['even_light', 'bank'], 'responses', [strides]),
      node('Conv', ['mask', 'box'], 'coverage', [strides]),
    ],
  };
  const model = onnx.ModelProto.create({
    irVersion: 8,
    producerName: 'fieldseal-vision',
    opsetImport: [{ domain: '', version: 17 }],
    graph,
  });
  return onnx.ModelProto.encode(model).finish();
}
