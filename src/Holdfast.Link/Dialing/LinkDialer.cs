using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Addresses;
using Holdfast.Link.Certificates;
using Holdfast.Link.Channels;
using Holdfast.Link.Handshakes;
using Holdfast.Link.Messages;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Dialing;

/// <summary>The portal's side of the link: dials a node and makes sure that it is the right one.</summary>
public sealed class LinkDialer(LinkDialerOptions options, TimeProvider time)
{
    /// <summary>Every way in which it can fail has a problem of its own; only a cancelled dial throws.</summary>
    public async Task<Outcome<DialledLink>> DialAsync(LinkAddress address, string nodeId, CancellationToken cancel)
    {
        Problem? judgement = null;
        var trust = TrustOnly(certificate =>
            judgement = LinkTrust.CheckNode(certificate, options.Authority, nodeId, time.GetUtcNow())
        );
        var dial = new Dial(address, options.Timeout, time);
        var stream = await dial.SecureAsync(trust, () => judgement, cancel);
        if (stream.Value is null)
        {
            return Outcome<DialledLink>.Failed(stream.Problems);
        }
        var heard = new HeardStream(stream.Value, time);
        var socket = await dial.UpgradeAsync(heard, LinkPaths.Link, options.Limits, cancel);
        return socket.Value is null
            ? Outcome<DialledLink>.Failed(socket.Problems)
            : await GreetAsync(new LinkChannel(socket.Value, options.Limits, $"node {nodeId}", heard), nodeId, cancel);
    }

    private async Task<Outcome<DialledLink>> GreetAsync(LinkChannel channel, string nodeId, CancellationToken cancel)
    {
        var keep = false;
        try
        {
            var mine = new PortalHello(
                LinkVersion.Oldest,
                LinkVersion.Current,
                options.Software,
                options.PortalId,
                nodeId
            );
            var hello = await LinkHandshake.BeginAsync(channel, mine, cancel);
            if (hello.Value is not { } node)
            {
                return Outcome<DialledLink>.Failed(hello.Problems);
            }
            keep = true;
            return new DialledLink(channel, node, LinkVersion.Common(node.OldestVersion, node.Version)!.Value);
        }
        catch (LinkException broken)
        {
            return broken.Problem;
        }
        finally
        {
            if (!keep)
            {
                await channel.DisposeAsync();
            }
        }
    }

    private SslClientAuthenticationOptions TrustOnly(Func<X509Certificate2, Problem?> judge)
    {
        var context = SslStreamCertificateContext.Create(
            options.Certificate(),
            additionalCertificates: null,
            offline: true
        );
        return Dial.Tls(certificate => judge(certificate) is null, context);
    }
}
