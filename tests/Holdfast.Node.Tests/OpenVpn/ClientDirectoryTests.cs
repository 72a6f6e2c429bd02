using System.Diagnostics;
using System.Net;
using System.Text;
using Holdfast.Node.OpenVpn;

namespace Holdfast.Node.Tests.OpenVpn;

public sealed class ClientDirectoryTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hfp-");
    private readonly ClientDirectory _directory;

    public ClientDirectoryTests()
    {
        Staging = _root.CreateSubdirectory("staging").FullName;
        Clients = _root.CreateSubdirectory("clients").FullName;
        _directory = new(Clients, Staging);
    }

    private string Clients { get; }

    private string Staging { get; }

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Reconcile_WhatIsThereAndNotWanted_IsRemoved()
    {
        // DEFAULT would let everybody in.
        File.WriteAllText(Path.Combine(Clients, "DEFAULT"), "");
        File.WriteAllText(Path.Combine(Clients, "stranger"), "");
        _directory.Reconcile(Entries(2));
        Assert.Equal(["c0", "c1"], Names());
        Assert.Empty(Directory.GetFiles(Staging));
    }

    [Theory]
    [InlineData("")]
    [InlineData("c0 other")]
    [InlineData("C0")]
    [InlineData("c0 and more")]
    public void Reconcile_WrongContent_IsWrittenAnew(string content)
    {
        File.WriteAllText(Path.Combine(Clients, "c0"), content);
        _directory.Reconcile(Entries(1));
        Assert.Equal("c0", File.ReadAllText(Path.Combine(Clients, "c0")));
    }

    [Fact]
    public void Reconcile_RightContent_IsNotTouched()
    {
        _directory.Reconcile(Entries(1));
        File.SetLastWriteTimeUtc(Path.Combine(Clients, "c0"), DateTime.UnixEpoch);
        _directory.Reconcile(Entries(1));
        Assert.Equal(DateTime.UnixEpoch, File.GetLastWriteTimeUtc(Path.Combine(Clients, "c0")));
    }

    [Fact]
    public void Write_File_IsReadableForAProcessWithoutRights()
    {
        _directory.Write("c0", Entry("c0"));
        var mode = File.GetUnixFileMode(Path.Combine(Clients, "c0"));
        Assert.True(mode.HasFlag(UnixFileMode.OtherRead));
        Assert.False(mode.HasFlag(UnixFileMode.OtherWrite));
    }

    [Fact]
    public void Remove_Client_IsForgotten()
    {
        _directory.Write("c0", Entry("c0"));
        Assert.NotNull(_directory.AddressOf("c0"));
        _directory.Remove("c0");
        _directory.Remove("c0");
        Assert.Null(_directory.AddressOf("c0"));
        Assert.Empty(Names());
    }

    [Fact]
    public void Reconcile_TenThousandClientsWithOneChange_IsQuick()
    {
        var wanted = Entries(10_000);
        _directory.Reconcile(wanted);
        File.Delete(Path.Combine(Clients, "c77"));
        var watch = Stopwatch.StartNew();
        _directory.Reconcile(wanted);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"took {watch.Elapsed}");
        Assert.Equal(10_000, Names().Length);
    }

    private string[] Names() => [.. Directory.GetFiles(Clients).Select(f => Path.GetFileName(f)!).Order()];

    private static Dictionary<string, ClientEntry> Entries(int count) =>
        Enumerable.Range(0, count).Select(i => $"c{i}").ToDictionary(n => n, Entry);

    private static ClientEntry Entry(string name) => new(Encoding.ASCII.GetBytes(name), IPAddress.Loopback);
}
