import { Body, Controller, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { NewPerson, PersonView } from './people.schemas.ts';
import { PeopleService } from './people.service.ts';

@ApiTags('people')
@Controller('people')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

  @Post()
  @Allow('people:create')
  @ApiResponse({ status: 201, standardSchema: PersonView })
  async create(@Body({ schema: NewPerson }) body: NewPerson): Promise<PersonView> {
    const { id, name, email, role } = await this.people.create(body);
    return { id, name, email, role };
  }
}
