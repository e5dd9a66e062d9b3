/* global Page */
Page({
  data: {
    last: '无',
    words: '',
    name: '',
    text: '',
    agreed: false,
    kind: 'noise',
    care: false,
    count: 1,
    stars: 0,
    files: [],
    phone: '',
  },
  note({ type, detail, currentTarget: { dataset } }) {
    const value = detail && typeof detail === 'object' ? (detail.value ?? '') : (detail ?? '')
    this.setData({ last: `${dataset.name} ${type} ${value}`.trim() })
  },
  type(event) {
    this.setData({ [event.currentTarget.dataset.name]: event.detail })
    this.note(event)
  },
  choose(event) {
    this.setData({ [event.currentTarget.dataset.name]: event.detail })
    this.note(event)
  },
  add({ detail: { file } }) {
    this.setData({ files: [...this.data.files, { url: file.url, size: file.size }], last: `read ${file.size}` })
  },
  remove({ detail: { index } }) {
    this.setData({ files: this.data.files.filter((_, at) => at !== index), last: `delete ${index}` })
  },
  submit({ detail: { value } }) {
    this.setData({ last: `submit ${JSON.stringify(value)}` })
  },
})
