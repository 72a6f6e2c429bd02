using Holdfast.Model.Problems;
using Holdfast.Pki.Served;
using Holdfast.Testing;

namespace Holdfast.Pki.Tests.Served;

public sealed class CertificateFileWatchTests : IDisposable
{
    private const string Name = "vpn.example.org";

    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();
    private readonly List<Problem> _told = [];
    private readonly OpenSsl _openssl;
    private int _loaded;

    public CertificateFileWatchTests()
    {
        _openssl = new(_folder.Path);
        _openssl.Issue("first", $"DNS:{Name},IP:192.0.2.7");
    }

    private string Certificate => _openssl.At("live.crt");

    private string Key => _openssl.At("live.key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Current_Chain_IsShownWhole()
    {
        Use("first");
        var current = Watch().Current!;
        Assert.Equal("CN=first", current.Own.Subject);
        Assert.Equal("CN=middle", Assert.Single(current.Context.IntermediateCertificates).Subject);
        Assert.Equal((1, 0), (_loaded, _told.Count));
    }

    [Fact]
    public void Current_KeyInTheSameFile_IsUsed()
    {
        File.WriteAllText(Certificate, Read("first.crt") + Read("first.key"));
        Assert.NotNull(Watch(new(Certificate, null)).Current);
    }

    [Fact]
    public void Current_FilesReplaced_AreUsedAtTheNextLook()
    {
        Use("first");
        var watch = Watch();
        Assert.Equal("CN=first", watch.Current!.Own.Subject);
        _openssl.Issue("second", $"DNS:{Name}");
        Use("second");
        Assert.Equal("CN=first", watch.Current!.Own.Subject);
        _clock.Advance(CertificateFileWatch.Interval);
        Assert.Equal("CN=second", watch.Current!.Own.Subject);
        Assert.Equal(2, _loaded);
    }

    [Fact]
    public void Current_LinkInsideALinkedFolderReplaced_IsUsed()
    {
        _openssl.Issue("second", $"DNS:{Name}");
        foreach (var name in (string[])["first", "second"])
        {
            var folder = Directory.CreateDirectory(_openssl.At($"..{name}")).FullName;
            File.Copy(_openssl.At($"{name}.crt"), Path.Combine(folder, "tls.crt"));
            File.Copy(_openssl.At($"{name}.key"), Path.Combine(folder, "tls.key"));
        }
        var data = _openssl.At("..data");
        Directory.CreateSymbolicLink(data, "..first");
        File.CreateSymbolicLink(Certificate, "..data/tls.crt");
        File.CreateSymbolicLink(Key, "..data/tls.key");
        var watch = Watch();
        Assert.Equal("CN=first", watch.Current!.Own.Subject);
        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, "..second");
        _clock.Advance(CertificateFileWatch.Interval);
        Assert.Equal("CN=second", watch.Current!.Own.Subject);
    }

    [Fact]
    public void Current_HalfARenewal_KeepsTheLastGoodOneAndSaysItOnce()
    {
        Use("first");
        var watch = Watch();
        _ = watch.Current;
        _openssl.Issue("second", $"DNS:{Name}");
        File.Copy(_openssl.At("second.crt"), Certificate, overwrite: true);
        for (var look = 0; look < 3; look++)
        {
            _clock.Advance(CertificateFileWatch.Interval);
            Assert.Equal("CN=first", watch.Current!.Own.Subject);
        }
        Assert.Equal("HF-1912", Assert.Single(_told).Id);
        File.Copy(_openssl.At("second.key"), Key, overwrite: true);
        _clock.Advance(CertificateFileWatch.Interval);
        Assert.Equal("CN=second", watch.Current!.Own.Subject);
        Assert.Empty(watch.Problems);
    }

    [Fact]
    public void Current_FilesGone_KeepsTheLastGoodOne()
    {
        Use("first");
        var watch = Watch();
        _ = watch.Current;
        File.Delete(Key);
        _clock.Advance(CertificateFileWatch.Interval);
        Assert.Equal("CN=first", watch.Current!.Own.Subject);
        Assert.Equal(("HF-1910", Key), (Assert.Single(_told).Id, _told[0].Where));
    }

    [Fact]
    public void Current_KeyOfAnother_IsRefused()
    {
        _openssl.Issue("second", $"DNS:{Name}");
        Use("first");
        File.Copy(_openssl.At("second.key"), Key, overwrite: true);
        AssertRefused("HF-1912", Key);
    }

    [Theory]
    [InlineData("pkcs8 -topk8 -passout pass:secret -in")]
    [InlineData("ec -aes256 -passout pass:secret -in")]
    public void Current_EncryptedKey_IsRefused(string command)
    {
        Use("first");
        OpenSsl.Run(command, _openssl.At("first.key"), "-out", Key);
        AssertRefused("HF-1911", Key);
    }

    [Fact]
    public void Current_OtherKindOfKey_IsRefused()
    {
        Use("first");
        OpenSsl.Run("genpkey -algorithm RSA -out", Key);
        AssertRefused("HF-1912", Key);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\n")]
    [InlineData("\0\0\0")]
    public void Current_NoCertificateInTheFile_IsRefused(string text)
    {
        Use("first");
        File.WriteAllText(Certificate, text);
        AssertRefused("HF-1910", Certificate);
    }

    [Fact]
    public void Current_NoKeyInTheFile_IsRefused()
    {
        Use("first");
        File.Copy(_openssl.At("first.crt"), Key, overwrite: true);
        AssertRefused("HF-1910", Key);
    }

    [Fact]
    public void Current_EndlessFile_IsRefused()
    {
        Use("first");
        AssertRefused("HF-1910", "/dev/zero", new("/dev/zero", Key));
    }

    [Fact]
    public void Current_TooManyCertificates_IsRefused()
    {
        Use("first");
        File.WriteAllText(
            Certificate,
            string.Concat(Enumerable.Repeat(Read("first.own"), ServerCertificate.LongestChain + 1))
        );
        AssertRefused("HF-1910", Certificate);
    }

    [Fact]
    public void Current_Folder_IsRefused()
    {
        Use("first");
        AssertRefused("HF-1910", _folder.Path, new(_folder.Path, Key));
    }

    [Fact]
    public void Current_BothFilesMissing_NamesBoth()
    {
        Assert.Null(Watch().Current);
        Assert.Equal([Certificate, Key], _told.Select(problem => problem.Where));
    }

    [Theory]
    [InlineData("20200101000000Z", "20260101000000Z", Name, "HF-1913")]
    [InlineData("20300101000000Z", "20310101000000Z", Name, "HF-1913")]
    [InlineData("20260101000000Z", "20310101000000Z", "example.org", "HF-1914")]
    [InlineData("20260101000000Z", "20310101000000Z", "www.vpn.example.org", "HF-1914")]
    [InlineData("20260101000000Z", "20310101000000Z", "192.0.2.8", "HF-1914")]
    public void Current_WhatClientsRefuse_IsUsedAndSaid(string from, string until, string hostName, string id)
    {
        _openssl.Issue("odd", $"DNS:{Name},IP:192.0.2.7", from, until);
        Use("odd");
        Assert.NotNull(Watch(hostName: hostName).Current);
        Assert.Equal(id, Assert.Single(_told).Id);
    }

    [Theory]
    [InlineData("*.example.org", "DNS:*.example.org", Name)]
    [InlineData("address", "IP:192.0.2.7", "192.0.2.7")]
    [InlineData("address6", "IP:2001:db8::7", "2001:db8::7")]
    public void Current_NameThatMatches_SaysNothing(string file, string subjects, string hostName)
    {
        _openssl.Issue(file, subjects);
        Use(file);
        Assert.NotNull(Watch(hostName: hostName).Current);
        Assert.Empty(_told);
    }

    [Fact]
    public void ToString_Text_ShowsNoKey() =>
        Assert.DoesNotContain(
            "PRIVATE",
            new CertificateText("a", Read("first.key")).ToString(),
            StringComparison.Ordinal
        );

    private void AssertRefused(string id, string where, CertificateFiles? files = null)
    {
        var watch = Watch(files);
        Assert.Null(watch.Current);
        var problem = Assert.Single(_told);
        Assert.Equal((id, where), (problem.Id, problem.Where));
        Assert.Equal(_told, watch.Problems);
        Assert.DoesNotContain("PRIVATE KEY-----", problem.ToString(), StringComparison.Ordinal);
    }

    private CertificateFileWatch Watch(CertificateFiles? files = null, string hostName = Name) =>
        new(
            files ?? new(Certificate, Key),
            hostName,
            _clock,
            (read, problems) =>
            {
                _loaded += read is null ? 0 : 1;
                _told.AddRange(problems);
            }
        );

    private void Use(string name)
    {
        File.Copy(_openssl.At($"{name}.crt"), Certificate, overwrite: true);
        File.Copy(_openssl.At($"{name}.key"), Key, overwrite: true);
    }

    private string Read(string name) => File.ReadAllText(_openssl.At(name));
}
