using System.Text.Json.Nodes;
using Holdfast.Homes;
using Holdfast.Link.Addresses;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Identities;
using Holdfast.Node;
using Holdfast.Single;
using Holdfast.Testing;
using Holdfast.Testing.Waiting;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Single;

/// <summary>The whole server with small scripts for the roles.</summary>
[Trait("needs", "root")]
public sealed class SingleServerTests : IAsyncDisposable
{
    /// <summary>A role that notes its start and its end in the folder of the state.</summary>
    private const string Role = """
        role=$1; verb=$2
        [ "$verb" = remove ] && { echo removed >>"$NOTES"; exit 0; }
        echo "$role $$ $(sed -n 's/^CapEff:\t//p' /proc/$$/status)" >>"$NOTES"
        [ "$role" = "$BROKEN" ] && { echo "cannot"; exit 2; }
        cat >/dev/null
        echo "$role ended" >>"$NOTES"
        """;

    private readonly TestHome _home = new();
    private readonly TestTerminal _terminal = new();
    private readonly CancellationTokenSource _stop = new();
    private FakePortal? _portal;

    private HomeFolder Home => _home.Folder;

    private string Notes => Home.At("notes");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
        _stop.Dispose();
        _home.Dispose();
    }

    [Fact]
    public async Task RunAsync_Start_EnrolsTheNodeTellsWhenReadyAndStopsInOrder()
    {
        await PrepareAsync();
        await File.WriteAllTextAsync(Home.Ready, "left by one that was killed");
        var code = NewCode();
        var running = RunAsync();
        await Eventually.TrueAsync(
            State,
            () => _portal!.Asked.Any(asked => asked.Request == "POST /api/admin/v1/nodes")
        );
        Assert.Equal(code, EnrolledCode());
        Assert.False(File.Exists(Home.Ready));
        File.Delete(Path.Combine(Home.Node, EnrolmentCodeFile.Name));
        await ReadyAsync();

        Assert.Equal(
            """{"portal":"https://localhost:8443","ca":"var/ca.pem","admin":"admin","adminPasswordFile":"var/admin-password","profile":"default","home":"var"}"""
                + "\n",
            await File.ReadAllTextAsync(Home.Ready)
        );
        await Eventually.TrueAsync(
            State,
            () => _terminal.Out.Contains("https://localhost:8443", StringComparison.Ordinal)
        );
        await _stop.CancelAsync();
        Assert.Equal(ExitCodes.Done, await running);
        Assert.False(File.Exists(Home.Ready));
        // The node last: it carries until the addresses are elsewhere.
        Assert.Equal("node ended", NotesOf("ended")[^1]);
        Assert.Equal(["failover ended", "node ended", "portal ended"], NotesOf("ended").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("removed", await File.ReadAllTextAsync(Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_Roles_HaveNoMoreRightsThanTheyNeed()
    {
        await PrepareAsync();
        var running = RunAsync();
        await ReadyAsync();
        // capabilities(7): bits 10, 12 and 13 are net_bind_service, net_admin, net_raw.
        Assert.Equal("0000000000000000", NotesOf("portal ")[0].Split(' ')[2]);
        Assert.Equal("0000000000003400", NotesOf("node ")[0].Split(' ')[2]);
        // And 23 is sys_nice.
        Assert.Equal("0000000000803000", NotesOf("failover ")[0].Split(' ')[2]);
        await _stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task RunAsync_NodeIsKilled_AnotherOneIsStarted()
    {
        await PrepareAsync();
        var running = RunAsync();
        await ReadyAsync();
        Kill(NotesOf("node ")[0]);
        await Eventually.TrueAsync(State, () => NotesOf("node ").Count == 2);
        Assert.Single(NotesOf("portal "));
        await _stop.CancelAsync();
        Assert.Equal(ExitCodes.Done, await running);
    }

    [Theory]
    [InlineData(OnStop.Remove, true)]
    [InlineData(OnStop.Keep, false)]
    public async Task RunAsync_NodeIsDeadAtTheEnd_ItsLeftOversAreRemovedUnlessTheyAreToStay(OnStop onStop, bool removed)
    {
        await PrepareAsync();
        var running = RunAsync(options: new() { OnStop = onStop });
        await ReadyAsync();
        await _stop.CancelAsync();
        Kill(NotesOf("node ")[0]);
        Assert.Equal(ExitCodes.Done, await running);
        var notes = await File.ReadAllTextAsync(Notes);
        Assert.Equal(removed, notes.Contains("removed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("portal")]
    [InlineData("node")]
    public async Task RunAsync_OneRoleCannotStart_BothEnd(string broken)
    {
        await PrepareAsync();
        Assert.Equal(ExitCodes.CannotStart, await RunAsync(broken));
        Assert.Contains($"HF-1531 {broken}:", _terminal.Error, StringComparison.Ordinal);
        Assert.Contains("| cannot", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_TheFailoverAgentCannotStart_TheServerServes()
    {
        await PrepareAsync();
        var running = RunAsync("failover");
        await ReadyAsync();
        await _stop.CancelAsync();
        Assert.Equal(ExitCodes.Done, await running);
    }

    [Fact]
    public async Task RunAsync_AnotherOneRuns_Refused()
    {
        await PrepareAsync();
        using var other = ServerLock.Take(Home);
        Assert.Equal(ExitCodes.CannotStart, await RunAsync());
        Assert.StartsWith("HF-1529", _terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_CheckFails_NothingIsMade()
    {
        var checks = new StartChecks([new Holdfast.Single.Checks.RootCheck(isRoot: false)]);
        var server = new SingleServer(_terminal.At(Home), new ServerOptions(), checks, Programs(""));
        Assert.Equal(ExitCodes.CannotStart, await server.RunAsync(_stop.Token));
        Assert.False(Directory.Exists(Home.Path));
    }

    [Fact]
    public async Task RunAsync_PortalRefusesTheCode_SaysWhyAndGoesOn()
    {
        await PrepareAsync();
        _portal!.Answer(
            "POST /api/admin/v1/nodes",
            """{"type":"urn:holdfast:HF-1722","title":"Wrong","detail":"No."}""",
            422
        );
        NewCode();
        var running = RunAsync();
        await Eventually.TrueAsync(
            State,
            () => _terminal.Error.Contains("HF-1722 Wrong: No.", StringComparison.Ordinal)
        );
        await ReadyAsync();
        await _stop.CancelAsync();
        Assert.Equal(ExitCodes.Done, await running);
    }

    [Fact]
    public async Task RunAsync_CertificateOfTheAdministrator_RolesGetACopyThatFollowsIt()
    {
        await PrepareAsync();
        using var folder = new TemporaryFolder();
        var openssl = new OpenSsl(folder.Path);
        openssl.Issue("first", "DNS:localhost");
        openssl.Issue("second", "DNS:localhost");
        var (certificate, key) = (openssl.At("live.crt"), openssl.At("live.key"));
        File.Copy(openssl.At("first.crt"), certificate);
        File.Copy(openssl.At("first.key"), key);
        var running = RunAsync(options: new() { TlsCertificate = certificate, TlsKey = key });
        await ReadyAsync();
        Assert.Contains("first.crt", Copied(openssl), StringComparison.Ordinal);
        Assert.Null(JsonNode.Parse(await File.ReadAllTextAsync(Home.Ready))!["ca"]);
        Assert.False(File.Exists(Home.At("ca.pem")));
        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Home.Certificate) & UnixFileMode.OtherRead);
        await Eventually.TrueAsync(State, () => _terminal.Out.Contains(certificate, StringComparison.Ordinal));

        File.Copy(openssl.At("second.crt"), certificate, overwrite: true);
        await Eventually.TrueAsync(State, () => _terminal.Error.Contains("HF-1912", StringComparison.Ordinal));
        Assert.Contains("first.crt", Copied(openssl), StringComparison.Ordinal);
        File.Copy(openssl.At("second.key"), key, overwrite: true);
        await Eventually.TrueAsync(State, () => Copied(openssl) == "second.crt second.key");

        await _stop.CancelAsync();
        Assert.Equal(ExitCodes.Done, await running);
        Assert.False(File.Exists(Home.Certificate));
    }

    /// <summary>Which of the files are in the copy.</summary>
    private string Copied(OpenSsl openssl)
    {
        var copy = File.ReadAllText(Home.Certificate);
        string[] names = ["first.crt", "first.key", "second.crt", "second.key"];
        return string.Join(
            ' ',
            names.Where(name => copy.Contains(File.ReadAllText(openssl.At(name)).Trim(), StringComparison.Ordinal))
        );
    }

    private async Task PrepareAsync()
    {
        HomeLayout.Make(_home.Make());
        await File.WriteAllTextAsync(Notes, "");
        File.SetUnixFileMode(Notes, (UnixFileMode)0b110_110_110);
        File.SetUnixFileMode(Path.GetDirectoryName(Home.Path)!, (UnixFileMode)0b111_101_101);
        _portal = (await FakePortal.StartAsync(Home)).Answer("POST /api/admin/v1/nodes", "{}", 201);
    }

    private string NewCode()
    {
        var identity = NodeIdentityStore.Open(Home.Node, TimeProvider.System).Value!.Current;
        var address = LinkAddress.Parse($"unix:{Home.LinkSocket}").Value!;
        return new EnrolmentCodeFile(Home.Node, TimeProvider.System).Issue(address, identity).Reveal();
    }

    private string? EnrolledCode() =>
        JsonNode
            .Parse(_portal!.Asked.First(asked => asked.Request.StartsWith("POST", StringComparison.Ordinal)).Body)![
                "code"
            ]
            ?.GetValue<string>();

    private Task<int> RunAsync(string broken = "", ServerOptions? options = null) =>
        new SingleServer(_terminal.At(Home), options ?? new(), new StartChecks([]), Programs(broken)).RunAsync(
            _stop.Token
        );

    private RolePrograms Programs(string broken) =>
        new("/bin/bash", ["-c", $"NOTES='{Notes}' BROKEN='{broken}'\n{Role}", "role"], ["/bin/bash"]);

    private async Task ReadyAsync()
    {
        await Eventually.TrueAsync(State, () => NotesOf("portal ").Count > 0 && NotesOf("node ").Count > 0);
        _portal!.Answer("GET /readyz", "{}");
        await Eventually.TrueAsync(State, () => File.Exists(Home.Ready));
    }

    private List<string> NotesOf(string part) =>
        [.. File.ReadAllLines(Notes).Where(line => line.Contains(part, StringComparison.Ordinal))];

    private string State() => $"notes: {File.ReadAllText(Notes)}; {_terminal.Error}";

    private static void Kill(string note)
    {
        using var process = System.Diagnostics.Process.GetProcessById(int.Parse(note.Split(' ')[1]));
        process.Kill();
    }
}
