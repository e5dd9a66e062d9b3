import type { Building, ClusterId, Grant, Role } from '../../../../contract/estate'
import { spacedCode } from '../../../../core/code-text'
import { dayText } from '../../../../core/day'
import { errorText } from '../../../../core/error-text'
import { copy, toast } from '../../../../core/platform'
import { newRequestId } from '../../../../core/rpc'
import { grantText } from '../../../../core/role-text'
import { session } from '../../../../core/session'
import { invite } from '../../me.service'
import {
  buildingChoices,
  clusterChoices,
  grantOf,
  inviteText,
  roleChoices,
  toggleBuilding,
  type Choice,
  type InviteForm,
} from '../../roles.view'

interface Made {
  code: string
  role: string
  until: string
  text: string
}

/** Makes an invitation code for a role. Event: `made`. */
Component({
  options: { styleIsolation: 'apply-shared' },

  properties: {
    /** the roles that may be handed out */
    roles: { type: Array, value: [] as Role[] },
  },

  data: {
    form: { role: null, cluster: 'A', buildings: [] } as InviteForm,
    roleChoices: [] as Choice[],
    clusterChoices: [] as Choice[],
    buildingChoices: [] as Choice[],
    isReady: false,
    isMaking: false,
    made: null as Made | null,
  },

  observers: {
    roles() {
      this.draw(this.data.form)
    },
  },

  methods: {
    draw(form: InviteForm, buildings: readonly Building[] = []) {
      this.setData({
        form,
        roleChoices: roleChoices(this.data.roles as Role[], form.role),
        clusterChoices: clusterChoices(form),
        buildingChoices: buildingChoices(form, buildings),
        isReady: grantOf(form) !== null,
        made: null,
      })
    },

    /** Buildings are asked for only once they are needed; they are kept for a day. */
    async redraw(form: InviteForm) {
      try {
        this.draw(form, await session.buildings())
      } catch (error) {
        toast(errorText(error))
      }
    },

    pickRole(event: WechatMiniprogram.TouchEvent) {
      void this.redraw({ ...this.data.form, role: event.currentTarget.dataset.value as Role, buildings: [] })
    },
    pickCluster(event: WechatMiniprogram.TouchEvent) {
      const cluster = event.currentTarget.dataset.value as ClusterId
      void this.redraw({ ...this.data.form, cluster, buildings: [] })
    },
    pickBuilding(event: WechatMiniprogram.TouchEvent) {
      const { form } = this.data
      void this.redraw({ ...form, buildings: toggleBuilding(form, String(event.currentTarget.dataset.value)) })
    },

    async make() {
      const grant = grantOf(this.data.form)
      if (!grant || this.data.isMaking) return
      this.setData({ isMaking: true })
      try {
        await this.makeFor(grant)
      } catch (error) {
        toast(errorText(error))
      } finally {
        this.setData({ isMaking: false })
      }
    },

    async makeFor(grant: Grant) {
      const { code, expiresAt } = await invite(grant, newRequestId())
      const now = Date.now()
      this.setData({
        made: {
          code: spacedCode(code),
          role: grantText(grant),
          until: `${dayText(expiresAt, now)}前有效，只能用一次`,
          text: inviteText(grant, code, expiresAt, now),
        },
      })
      this.triggerEvent('made')
    },

    copy() {
      if (this.data.made) void copy(this.data.made.text)
    },
  },
})
