import { Controller, Get, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { bytesToHex, consistencyProof, hexToBytes, rootOf } from '@fieldseal/provenance';
import { Public } from '../access/access.decorators.ts';
import { found, Problem } from '../platform/problems.ts';
import { TileStore } from './tile-store.ts';
import { ConsistencyQuery, ConsistencyView, InclusionQuery, InclusionView } from './proofs.schemas.ts';
import { SealLogService } from './seal-log.service.ts';

/** For those who would rather not compute proofs from tiles. */
@ApiTags('seals')
@Controller('seals/proofs')
export class ProofsController {
  constructor(
    private readonly log: SealLogService,
    private readonly nodes: TileStore,
  ) {}

  /** That a document is in the log (RFC 9162 section 2.1.3). */
  @Get('inclusion')
  @Public()
  @ApiResponse({ status: 200, standardSchema: InclusionView })
  @ApiResponse({ status: 404 })
  async inclusion(@Query({ schema: InclusionQuery }) { digest, size }: InclusionQuery): Promise<InclusionView> {
    const [treeSize, places] = await Promise.all([this.sizeOr(size), this.log.places([hexToBytes(digest)])]);
    const leafIndex = found(places.get(digest), `A sequenced document with digest ${digest}`);
    if (leafIndex >= treeSize)
      throw new Problem('not-found', `The document is leaf ${leafIndex}, which the tree of ${treeSize} has not yet.`);
    const [root, proof] = await Promise.all([this.rootAt(treeSize), this.log.prove(leafIndex, treeSize)]);
    return { leafIndex, treeSize, root, proof: proof.map(bytesToHex) };
  }

  /** That an older tree is the beginning of a newer one (RFC 9162 section 2.1.4). */
  @Get('consistency')
  @Public()
  @ApiResponse({ status: 200, standardSchema: ConsistencyView })
  @ApiResponse({ status: 404 })
  async consistency(
    @Query({ schema: ConsistencyQuery }) { from, to: asked }: ConsistencyQuery,
  ): Promise<ConsistencyView> {
    const to = await this.sizeOr(asked);
    if (from > to) throw new Problem('invalid-input', `/from: ${from} is more than ${to}, the size of the newer tree`);
    const [fromRoot, toRoot, proof] = await Promise.all([
      this.rootAt(from),
      this.rootAt(to),
      consistencyProof(this.nodes, from, to),
    ]);
    return { from, to, fromRoot, toRoot, proof: proof.map(bytesToHex) };
  }

  private async sizeOr(asked: number | undefined): Promise<number> {
    const size = await this.log.size();
    if (asked !== undefined && asked > size)
      throw new Problem('not-found', `The log has ${size} leaves, fewer than ${asked}.`);
    return asked ?? size;
  }

  private async rootAt(size: number): Promise<string> {
    return bytesToHex(await rootOf(this.nodes, size));
  }
}
