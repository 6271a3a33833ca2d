/** The words of the page around a certificate; those of the certificate itself come with its rendering. */
export const certificateZh = {
  loading: '正在读取证书…',
  loadFailed: '没有读到这份证书',
  loadFailedWhy: '网络不通，或服务暂时没有回应。',
  notFound: '没有这份证书',
  notFoundWhy: '编号不对，或证书还没有签完。请小心：查不到的证书不能作证。',
  print: '打印',
  pdf: '下载 PDF',
  evidence: '下载证据（数据）',
  piece: '这份证书所证的产品',
  codeAlt: '二维码：{link}',
  actions: '打印与下载',
};

export type CertificateWords = typeof certificateZh;
