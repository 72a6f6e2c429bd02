using Holdfast.Homes;
using Holdfast.Link.Identities;
using Holdfast.Setup;
using Holdfast.Single;
using Holdfast.Tests.Fixtures;

namespace Holdfast.Tests.Setup;

public sealed class EarlierLifeTests : IDisposable
{
    private readonly TestHome _home = new();

    private HomeFolder Home => _home.Folder;

    private string Identity => Path.Combine(Home.Node, NodeIdentityStore.FileName);

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task End_NothingThere_NobodyIsAsked()
    {
        var terminal = new TestTerminal();

        Assert.True(await EndAsync(terminal));
        Assert.Equal("", terminal.Out);
        Assert.NotNull(HomeMark.Read(Home));
    }

    [Theory]
    [InlineData("delete\n")]
    [InlineData("yes\n")]
    [InlineData("\n")]
    [InlineData("")]
    [InlineData(" DELETE\n")]
    public async Task End_SomethingElseIsTyped_EverythingStays(string typed)
    {
        BeAServer();
        var terminal = new TestTerminal { Input = typed };

        Assert.False(await EndAsync(terminal));
        Assert.StartsWith("HF-1538", terminal.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Identity));
        Assert.Contains("var/portal/holdfast.db", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("var/failover/failover.json", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task End_MachineOfAPair_NothingOfItsDatabaseStays()
    {
        HomeLayout.Make(_home.Make());
        Directory.CreateDirectory(Path.Combine(Home.Database, "data"));
        await File.WriteAllTextAsync(Path.Combine(Home.Database, "data", "PG_VERSION"), "15");
        string[] notes = [Home.At("database-moved"), Home.At(StandbyPortal.FileName)];
        Array.ForEach(notes, note => File.WriteAllText(note, ""));
        var terminal = new TestTerminal { Input = "DELETE\n" };

        Assert.True(await EndAsync(terminal));

        Assert.Contains("var/database/data/PG_VERSION", terminal.Out, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Home.Database));
        Assert.DoesNotContain(notes, File.Exists);
    }

    [Theory]
    [InlineData("DELETE\n", false)]
    [InlineData("", true)]
    public async Task End_Confirmed_ItIsGone(string typed, bool delete)
    {
        BeAServer();

        Assert.True(await EndAsync(new TestTerminal { Input = typed }, delete));
        Assert.False(File.Exists(Identity));
        Assert.False(File.Exists(Path.Combine(Home.Portal, "holdfast.db")));
        Assert.False(File.Exists(Path.Combine(Home.Failover, "failover.json")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task End_IsAStandbyAlready_GoesOnAsSuch(bool delete)
    {
        await EndAsync(new TestTerminal());
        BeAServer();
        var terminal = new TestTerminal();

        Assert.True(await EndAsync(terminal, delete));
        Assert.Equal("", terminal.Out);
        Assert.True(File.Exists(Identity));
    }

    [Fact]
    public async Task End_ServerRuns_IsRefused()
    {
        BeAServer();
        using var held = ServerLock.Take(Home);
        var terminal = new TestTerminal();

        Assert.False(await EndAsync(terminal, delete: true));
        Assert.StartsWith("HF-1529", terminal.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Identity));
    }

    [Fact]
    public async Task End_FolderOfSomethingElse_IsLeftForTheChecks()
    {
        Directory.CreateDirectory(Home.Path);
        await File.WriteAllTextAsync(Home.At("letters"), "dear");

        Assert.True(await EndAsync(new TestTerminal(), delete: true));
        Assert.Equal(["letters"], Directory.EnumerateFileSystemEntries(Home.Path).Select(Path.GetFileName));
    }

    private Task<bool> EndAsync(TestTerminal terminal, bool delete = false) =>
        new EarlierLife(terminal.At(Home)).EndAsync(delete, CancellationToken.None);

    private void BeAServer()
    {
        HomeLayout.Make(Home);
        Directory.CreateDirectory(Home.Failover);
        File.WriteAllText(Identity, "");
        File.WriteAllText(Path.Combine(Home.Portal, "holdfast.db"), "");
        File.WriteAllText(Path.Combine(Home.Failover, "failover.json"), "");
    }
}
