using Holdfast.Link.Addresses;
using Holdfast.Link.Certificates;
using Holdfast.Link.Channels;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Handshakes;
using Holdfast.Link.Identities;
using Holdfast.Link.Listening;
using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Holdfast.Link.Tests.Fixtures;

/// <summary>The node's end: a real Kestrel with the listener in it.</summary>
public sealed class TestNode : IAsyncDisposable
{
    private readonly TestFolder _folder = new();
    private readonly WebApplication _app;

    private TestNode(Func<LinkListenerOptions, LinkListenerOptions>? change, bool unix)
    {
        Identities = NodeIdentityStore.Open(_folder.Path, Clock).Value!;
        Codes = new EnrolmentCodeFile(_folder.Path, Clock);
        var options = new LinkListenerOptions
        {
            Handler = (channel, portal, cancel) => Handler(channel, portal, cancel),
        };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Log);
        var desk = new EnrolmentDesk(Identities, Codes, Clock, LoggerOf<EnrolmentDesk>());
        Listener = new LinkListener(
            Identities,
            desk,
            change?.Invoke(options) ?? options,
            Clock,
            LoggerOf<LinkListener>()
        );
        builder.WebHost.UseKestrelHttpsConfiguration();
        var asked = unix ? $"unix:{_folder.Path}/link.sock" : "127.0.0.1:1";
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            if (unix)
            {
                kestrel.ListenLink(LinkAddress.Parse(asked).Value!, Listener);
            }
            else
            {
                kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.UseLink(Listener));
            }
        });
        _app = builder.Build();
        _app.UseLink(Listener);
        Address = LinkAddress.Parse(asked).Value!;
    }

    public static string Id => "node-1";

    public FakeClock Clock { get; } = new();

    public ListLog Log { get; } = new();

    public string Folder => _folder.Path;

    public NodeIdentityStore Identities { get; }

    public EnrolmentCodeFile Codes { get; }

    public LinkListener Listener { get; }

    public LinkAddress Address { get; private set; }

    /// <summary>What the node says first.</summary>
    public NodeHello Hello { get; set; } =
        new(LinkVersion.Oldest, LinkVersion.Current, "test", Id, Revision.None, Guid.Empty, 1);

    /// <summary>What it does after the hellos; sends everything back unless told otherwise.</summary>
    public Func<LinkChannel, CancellationToken, Task> Serve { get; set; } = EchoAsync;

    public static async Task<TestNode> StartAsync(
        Func<LinkListenerOptions, LinkListenerOptions>? change = null,
        bool unix = false,
        Action<string>? before = null
    )
    {
        var node = new TestNode(change, unix);
        before?.Invoke(node.Address.Path!);
        await node._app.StartAsync();
        if (!unix)
        {
            var bound = node._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            node.Address = LinkAddress.Parse($"127.0.0.1:{new Uri(bound.Addresses.First()).Port}").Value!;
        }
        return node;
    }

    /// <summary>A node that the portal has enrolled without the talk.</summary>
    public static async Task<TestNode> StartEnrolledAsync(
        TestPortal portal,
        Func<LinkListenerOptions, LinkListenerOptions>? change = null,
        bool unix = false
    )
    {
        var node = await StartAsync(change, unix);
        var certificate = portal.Authority.IssueNode(node.Identities.CreateRequest(), Id).Value!;
        Assert.True(
            node.Identities.CompleteEnrolment(
                certificate.ExportCertificatePem(),
                portal.Authority.Certificate,
                Id
            ).Succeeded
        );
        return node;
    }

    public string NewCode() => Codes.Issue(Address, Identities.Current).Reveal();

    public async ValueTask DisposeAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(deadline.Token);
        await _app.DisposeAsync();
        _folder.Dispose();
    }

    private async Task Handler(LinkChannel channel, PortalIdentity portal, CancellationToken cancel)
    {
        var hello = await LinkHandshake.AnswerAsync(channel, Hello, cancel);
        if (hello.Succeeded)
        {
            await Serve(channel, cancel);
        }
    }

    private static async Task EchoAsync(LinkChannel channel, CancellationToken cancel)
    {
        await foreach (var message in channel.ReceiveAsync(cancel))
        {
            await channel.SendAsync(message, cancel);
        }
    }

    private ILogger<T> LoggerOf<T>() => LoggerFactory.Create(logging => logging.AddProvider(Log)).CreateLogger<T>();
}
