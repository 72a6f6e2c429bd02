using Holdfast.Link.Identities;
using Holdfast.Link.Messages;
using Holdfast.Model.Problems;

namespace Holdfast.Node.Linking;

/// <summary>Asks for new certificates over a link when two thirds of the life of the old ones are over.</summary>
internal sealed class CertificateRenewal(NodeIdentityStore identities, ServiceCertificate? service, TimeProvider time)
{
    private const string LinkPurpose = "link";

    /// <summary>An answer that does not come is asked for again.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromMinutes(1);

    public async Task RunAsync(Action<LinkMessage> send, CancellationToken cancel)
    {
        while (true)
        {
            Ask(send);
            await Task.Delay(AskAgain, time, cancel);
        }
    }

    /// <returns>Why the certificate cannot be used; null: it is used, or nobody asked.</returns>
    public Problem? Take(CertificateIssued issued) =>
        issued.Purpose switch
        {
            LinkPurpose => identities.CompleteRenewal(issued.Certificate) is { Succeeded: false } refused
                ? refused.Problems[0]
                : null,
            ServiceCertificate.Purpose => service?.CompleteRenewal(issued.Certificate),
            _ => null,
        };

    private void Ask(Action<LinkMessage> send)
    {
        var now = time.GetUtcNow();
        if (identities.Current.IsRenewalDue(now))
        {
            send(new CertificateRequest(LinkPurpose, identities.BeginRenewal()));
        }

        if (service?.IsRenewalDue(now) == true)
        {
            send(new CertificateRequest(ServiceCertificate.Purpose, service.BeginRenewal()));
        }
    }
}
