using Holdfast.Pki.Envelope;

namespace Holdfast.Pki.Tests.Envelope;

public sealed class MasterKeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oauth-keys-").FullName;

    private string FilePath => Path.Combine(_folder, "state", "master-keys");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void LoadOrCreate_NoFile_MakesOneForTheOwnerOnly()
    {
        Assert.True(MasterKeyFile.LoadOrCreate(FilePath).Succeeded);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(FilePath)!));
    }

    [Fact]
    public void LoadOrCreate_Twice_GivesTheSameKey()
    {
        var first = MasterKeyFile.LoadOrCreate(FilePath).Value!;
        var second = MasterKeyFile.LoadOrCreate(FilePath).Value!;
        Assert.Equal(first.Current.Id, second.Current.Id);
    }

    [Fact]
    public async Task LoadOrCreate_ManyAtOnce_AgreeOnOneKey()
    {
        var rings = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => Task.Run(() => MasterKeyFile.LoadOrCreate(FilePath)))
        );
        Assert.Single(rings.Select(ring => Convert.ToHexString(ring.Value!.Current.Id)).Distinct());
    }

    [Fact]
    public void LoadOrCreate_SeveralKeys_FirstIsCurrent()
    {
        var (first, second) = (new byte[32], Enumerable.Repeat((byte)7, 32).ToArray());
        Write($"# comment\n{Convert.ToBase64String(first)}\n\n{Convert.ToBase64String(second)}");
        var ring = MasterKeyFile.LoadOrCreate(FilePath).Value!;
        Assert.Equal(new MasterKey(first).Id, ring.Current.Id);
        Assert.NotNull(ring.Find(new MasterKey(second).Id));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void LoadOrCreate_OthersMayReadIt_IsRefused(UnixFileMode more)
    {
        Write(Convert.ToBase64String(new byte[32]));
        File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | more);
        Assert.Equal("HF-1902", Id());
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("not a key")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= trailing")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nrubbish")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void LoadOrCreate_Damaged_IsRefused(string content)
    {
        Write(content);
        Assert.Equal("HF-1903", Id());
    }

    [Fact]
    public void LoadOrCreate_Endless_IsRefused()
    {
        Write(new string('#', 100_000));
        Assert.Equal("HF-1903", Id());
    }

    [Fact]
    public void LoadOrCreate_FolderIsAFile_IsRefused()
    {
        File.WriteAllText(Path.Combine(_folder, "state"), "");
        Assert.Equal("HF-1901", Id());
    }

    [Fact]
    public void LoadOrCreate_Damaged_DoesNotShowTheContent()
    {
        Write("c2VjcmV0IHNlY3JldCBzZWNyZXQ=");
        Assert.DoesNotContain(
            "c2Vj",
            MasterKeyFile.LoadOrCreate(FilePath).Problems[0].ToString(),
            StringComparison.Ordinal
        );
    }

    private string Id() => Assert.Single(MasterKeyFile.LoadOrCreate(FilePath).Problems).Id;

    private void Write(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        File.WriteAllText(FilePath, content);
        File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
