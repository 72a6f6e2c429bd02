using System.Collections.Concurrent;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Addresses;
using Holdfast.Link.Certificates;
using Holdfast.Link.Channels;
using Holdfast.Link.Dialing;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Identities;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Pki.Authority;
using Holdfast.Testing.Waiting;

namespace Holdfast.Node.Tests.Running;

/// <summary>The other end of the link: enrols and dials a node, tells it things, keeps what it says.</summary>
internal sealed class PortalEnd(string home)
{
    private const string NodeId = "node-1";
    private static readonly TimeProvider Time = TimeProvider.System;

    private readonly LinkIssuer _authority = new(
        new LinkAuthority(CertificateAuthority.Create("Link authority", Time.GetUtcNow(), TimeSpan.FromDays(3650))),
        Time
    );

    /// <summary>Before the node runs, for machines on which that would take longer than people wait for it.</summary>
    public void EnrolBeforehand()
    {
        Directory.CreateDirectory(home);
        var identity = NodeIdentityStore.Open(home, Time).Value!;
        var certificate = _authority.IssueNode(identity.CreateRequest(), NodeId).Value!;
        var enrolled = identity.CompleteEnrolment(certificate.ExportCertificatePem(), _authority.Certificate, NodeId);
        Assert.True(enrolled.Succeeded, string.Join('\n', enrolled.Problems));
    }

    public async Task EnrolAsync()
    {
        var file = Path.Combine(home, EnrolmentCodeFile.Name);
        await Eventually.TrueAsync("the enrolment code", () => File.Exists(file));
        var enrolled = await new Enrolment(_authority, Time).EnrolAsync(
            EnrolmentCode.Parse(await File.ReadAllTextAsync(file)).Value!,
            NodeId,
            default
        );
        Assert.True(enrolled.Succeeded, string.Join('\n', enrolled.Problems));
    }

    public async Task<PortalLink> DialAsync()
    {
        var options = new LinkDialerOptions
        {
            PortalId = "portal-1",
            Software = "test",
            Certificate = () => Certificate,
            Authority = _authority.Certificate,
        };
        var address = LinkAddress.Parse("unix:" + Path.Combine(home, "link.sock")).Value!;
        DialledLink? link = null;
        await Eventually.TrueAsync(
            "the link",
            async () =>
                (link = (await new LinkDialer(options, Time).DialAsync(address, NodeId, default)).Value) is not null
        );
        return new PortalLink(link!, this);
    }

    /// <summary>As the node asked; the key stays with it.</summary>
    public CertificateIssued Issue(Link.Messages.CertificateRequest request) =>
        new(request.Purpose, _authority.IssueNode(request.Request, NodeId).Value!.ExportCertificatePem());

    private X509Certificate2 Certificate => field ??= _authority.IssuePortal("portal-1").Value!;
}

internal sealed class PortalLink : IAsyncDisposable
{
    private readonly DialledLink _link;
    private readonly PortalEnd _portal;
    private readonly ConcurrentQueue<LinkMessage> _received = [];
    private readonly Task _receiving;

    public PortalLink(DialledLink link, PortalEnd portal)
    {
        _link = link;
        _portal = portal;
        _receiving = ReceiveAsync();
    }

    public NodeHello Hello => _link.Node;

    /// <summary>False: events stay in the node's outbox.</summary>
    public bool StoresEvents { get; set; } = true;

    public IEnumerable<T> Got<T>()
        where T : LinkMessage => _received.OfType<T>();

    public IEnumerable<NodeEvent> Events => Got<NodeEvents>().SelectMany(e => e.Events);

    public Task SendAsync(LinkMessage message) => _link.Channel.SendAsync(message, default);

    public async Task<Applied> ApplyAsync(LinkMessage message, Revision revision)
    {
        await SendAsync(message);
        Applied? applied = null;
        await Eventually.TrueAsync(
            $"revision {revision}",
            () => (applied = Got<Applied>().LastOrDefault(a => a.Revision >= revision)) is not null
        );
        return applied!;
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ReceiveAsync()
    {
        await foreach (var message in _link.Channel.ReceiveAsync(default))
        {
            _received.Enqueue(message);
            switch (message)
            {
                case NodeEvents events when StoresEvents:
                    await SendAsync(new EventsStored(events.OutboxId, events.First + events.Events.Count));
                    break;
                case Link.Messages.CertificateRequest request:
                    await SendAsync(_portal.Issue(request));
                    break;
            }
        }
    }
}
