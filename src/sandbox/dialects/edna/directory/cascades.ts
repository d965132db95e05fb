import { PARTNERS, SUPPORT, VIBER } from './template-shape.ts'

const cascade = (id: number, name: string, subjectId: number, more: object = {}) => ({
  id,
  name,
  status: 'ACTIVE',
  stagesCount: 1,
  stages: [
    {
      order: 1,
      uuid: `u${id}`,
      decision: null,
      subject: {
        id: subjectId,
        name,
        subject: name,
        type: 'WHATSAPP',
        tenantId: 1,
        locked: false,
        testing: false,
        approveStatus: 'APPROVED',
      },
      stages: [],
    },
  ],
  ...more,
})

/** One for every channel by itself, and some that are not (facts, 3.1). */
export const CASCADES = [
  cascade(2550, 'SHOP_WA, old', SUPPORT, { status: 'DISABLED' }),
  cascade(2557, 'SHOP_WA', SUPPORT),
  cascade(2558, 'SHOP_WA_P', PARTNERS),
  cascade(2559, 'SHOP_VB', VIBER),
]
