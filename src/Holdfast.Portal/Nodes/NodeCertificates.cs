using System.Net;
using Holdfast.Data;
using Holdfast.Data.Nodes;
using Holdfast.Link.Certificates;
using Holdfast.Link.Messages;
using Holdfast.Pki.Authority;
using Microsoft.Extensions.Logging;
using X509Certificate2 = System.Security.Cryptography.X509Certificates.X509Certificate2;

namespace Holdfast.Portal.Nodes;

/// <summary>Signs what nodes ask for over their links. Nodes make their keys themselves; names are ours to say.</summary>
public sealed partial class NodeCertificates(
    IDatabase database,
    NodeStore nodes,
    ILinkAuthority link,
    WebAuthority web,
    TimeProvider clock,
    ILogger<NodeCertificates> logger
)
{
    private static readonly TimeSpan WebLife = TimeSpan.FromDays(30);

    /// <returns>Null: refused, which is in the log.</returns>
    public async Task<CertificateIssued?> IssueAsync(
        string nodeId,
        CertificateRequest request,
        CancellationToken cancel
    )
    {
        var node = await database.ReadAsync(unit => nodes.FindAsync(unit, nodeId), cancel);
        if (node is not { RemovedAt: null })
        {
            return null;
        }

        switch (request.Purpose)
        {
            case "link":
                return await IssueLinkAsync(node, request.Request, cancel);
            case "wireguard-tcp":
                return IssueWeb(node, request.Request);
            default:
                Log.Refused(logger, nodeId, $"Nobody knows the purpose {request.Purpose}.");
                return null;
        }
    }

    private async Task<CertificateIssued?> IssueLinkAsync(Node node, string request, CancellationToken cancel)
    {
        var issued = link.IssueNode(request, node.Id);
        if (!issued.Succeeded)
        {
            Log.Refused(logger, node.Id, issued.Problems[0].ToString());
            return null;
        }

        using var certificate = issued.Value;
        await database.WriteAsync(
            unit =>
                nodes.SetCertificateAsync(
                    unit,
                    node.Id,
                    certificate.SerialNumber,
                    FingerprintOf(certificate),
                    EndOf(certificate)
                ),
            cancel
        );
        return new("link", certificate.ExportCertificatePem());
    }

    private CertificateIssued? IssueWeb(Node node, string request)
    {
        // The node looks for its own name in it, clients for the one that they were given.
        var names = new[] { node.OwnHostName ?? node.HostName, node.HostName }.Distinct(StringComparer.Ordinal);
        var byAddress = names.ToLookup(name => IPAddress.TryParse(name, out _));
        var issued = web.Sign(
            request,
            [.. byAddress[false]],
            [.. byAddress[true].Select(IPAddress.Parse)],
            clock.GetUtcNow(),
            WebLife
        );
        if (!issued.Succeeded)
        {
            Log.Refused(logger, node.Id, issued.Problems[0].ToString());
            return null;
        }

        return new("wireguard-tcp", issued.Value + web.CertificatePem);
    }

    internal static string FingerprintOf(X509Certificate2 certificate) =>
        Convert.ToHexStringLower(LinkCertificates.FingerprintOf(certificate));

    internal static DateTimeOffset EndOf(X509Certificate2 certificate) => new(certificate.NotAfter);

    private static partial class Log
    {
        [LoggerMessage(EventIds.CertificateRefused, LogLevel.Warning, "No certificate for node {Node}: {Reason}")]
        public static partial void Refused(ILogger logger, string node, string reason);
    }
}
