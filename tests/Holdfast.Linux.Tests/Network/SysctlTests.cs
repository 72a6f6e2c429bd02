using Holdfast.Linux.Network;
using Holdfast.Linux.Tests.Namespaces;

namespace Holdfast.Linux.Tests.Network;

public sealed class SysctlTests : IDisposable
{
    private const string Key = "net/ipv4/ip_forward";
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public SysctlTests()
    {
        _file = _folder.File("root/net/ipv4/ip_forward");
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        File.WriteAllText(_file, "0\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Set_ThenRestoreByAnother_PutsTheFirstValueBack()
    {
        Make().Set(Key, "1");
        Make().Set(Key, "2");
        Assert.Equal("2", Make().Read(Key));

        Make().Restore();

        Assert.Equal("0", Make().Read(Key));
        Assert.False(File.Exists(_folder.File("record")));
    }

    [Fact]
    public void Set_SameValue_RemembersNothing()
    {
        Make().Set(Key, "0");

        Assert.False(File.Exists(_folder.File("record")));
        Assert.Equal("0\n", File.ReadAllText(_file));
    }

    [Fact]
    public void Restore_SettingHasGone_IsNoError()
    {
        Make().Set(Key, "1");
        File.Delete(_file);

        Make().Restore();

        Assert.False(File.Exists(_file));
    }

    [Fact]
    public void Restore_NothingChanged_IsNoError() => Make().Restore();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"../../etc/passwd":"x","net/ipv4/ip_forward":null}""")]
    public void Restore_DamagedRecord_ChangesNothing(string record)
    {
        File.WriteAllText(_folder.File("record"), record);

        Make().Restore();

        Assert.Equal("0", Make().Read(Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("kernel/hostname")]
    [InlineData("net")]
    [InlineData("net/")]
    [InlineData("/net/ipv4/ip_forward")]
    [InlineData("net//ip_forward")]
    [InlineData("net/../kernel/hostname")]
    [InlineData("net/./x")]
    public void Set_NoSettingOfTheNetwork_Throws(string key) =>
        Assert.Throws<ArgumentException>(() => Make().Set(key, "1"));

    [Fact]
    public void Set_UnknownSetting_Throws() =>
        Assert.Throws<FileNotFoundException>(() => Make().Set("net/ipv4/nonsense", "1"));

    [Fact]
    public void Read_UnknownSetting_IsNull() => Assert.Null(Make().Read("net/ipv4/nonsense"));

    [Fact]
    [Trait("needs", "root")]
    public async Task Set_RealKernel_ChangesItsNamespaceOnly()
    {
        await using var space = await TestNamespace.MakeAsync();
        await using var other = await TestNamespace.MakeAsync();
        var before = await other.ToolAsync("cat", "/proc/sys/net/ipv4/ip_forward");

        await space.RunAsync(() =>
        {
            var sysctl = new Sysctl(_folder.File("record"));
            sysctl.Set(Key, before.Trim() == "1" ? "0" : "1");
            return Task.CompletedTask;
        });

        Assert.NotEqual(before, await space.ToolAsync("cat", "/proc/sys/net/ipv4/ip_forward"));
        Assert.Equal(before, await other.ToolAsync("cat", "/proc/sys/net/ipv4/ip_forward"));
        await space.RunAsync(() =>
        {
            new Sysctl(_folder.File("record")).Restore();
            return Task.CompletedTask;
        });
        Assert.Equal(before, await space.ToolAsync("cat", "/proc/sys/net/ipv4/ip_forward"));
    }

    private Sysctl Make() => new(_folder.File("record"), _folder.File("root"));
}
