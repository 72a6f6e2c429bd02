using System.Net;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Postgres;
using Holdfast.Failover.Validation;

namespace Holdfast.Failover.Tests.Validation;

public sealed class DatabaseFolderCheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hf-dbcheck-");

    [Fact]
    public async Task Look_FolderToBeMade_IsGood() =>
        Assert.All(await LookAsync(Path.Combine(_folder.FullName, "a", "b")), row => Assert.Null(row.Bad));

    [Fact]
    public async Task Look_EmptyFolderOfTheUser_IsGood() =>
        Assert.All(await LookAsync(_folder.FullName), row => Assert.Null(row.Bad));

    [Fact]
    public async Task Look_OurFolder_IsGood()
    {
        _folder.CreateSubdirectory("data");
        _folder.CreateSubdirectory("aside");

        Assert.All(await LookAsync(_folder.FullName), row => Assert.Null(row.Bad));
    }

    [Fact]
    public async Task Look_FolderOfSomebodyElse_IsNamed()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "PG_VERSION"),
            "15\n",
            TestContext.Current.CancellationToken
        );

        var row = (await LookAsync(_folder.FullName))[0];

        Assert.Equal("HF-2062", row.Bad?.Id);
        Assert.Contains("PG_VERSION", row.Bad!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Look_OwnedByAnother_IsBad() =>
        Assert.Equal("HF-2062", (await LookAsync("/", user: "nobody"))[0].Bad?.Id);

    [Fact]
    public async Task Look_NoSuchUser_IsBad() =>
        Assert.Contains(
            "no-such-user",
            (await LookAsync(_folder.FullName, user: "no-such-user"))[0].Bad?.Detail ?? "",
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Look_MoreIsKeptThanIsFree_IsBad() =>
        Assert.Equal("HF-2069", (await LookAsync(_folder.FullName, kept: int.MaxValue))[1].Bad?.Id);

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<IReadOnlyList<ValidationRow>> LookAsync(string folder, string? user = null, int kept = 64)
    {
        var plan = new PostgresPlan
        {
            Self = new DatabaseMemberConfiguration { Member = 1, Address = IPAddress.Loopback },
            Other = new DatabaseMemberConfiguration { Member = 2, Address = IPAddress.Loopback },
            Database = new DatabaseConfiguration
            {
                Unit = 51,
                Members = [],
                Password = "",
                ReplicationPassword = "",
                KeptMegabytes = kept,
            },
            Folder = folder,
            User = user ?? Environment.UserName,
            Programs = "/usr/bin",
        };
        return new DatabaseFolderCheck(plan, TimeProvider.System).LookAsync(TestContext.Current.CancellationToken);
    }
}
