using Holdfast.Model.Problems;
using Holdfast.Pki;
using Holdfast.Pki.Served;

namespace Holdfast.Single.Checks;

/// <summary>The administrator's certificate can be used. What clients will not like about it is said by the portal, which still starts.</summary>
internal sealed class CertificateCheck : IStartCheck
{
    public IEnumerable<Problem> Check(ServerOptions options)
    {
        if (options.CertificateFiles is { } files)
        {
            var text = CertificateText.Read(files);
            return text.Succeeded ? ServerCertificate.Parse(files, text.Value).Problems : text.Problems;
        }
        return options.TlsKey is null
            ? []
            : [KeyProblems.CertificateFiles.At("--tls-key", "It needs --tls-certificate beside it.")];
    }
}
