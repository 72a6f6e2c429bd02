using System.Text;
using System.Text.Json.Nodes;
using Holdfast.Failover.Configuration;

namespace Holdfast.Failover.Tests.Configuration;

public sealed class KeptDatabaseTests : IDisposable
{
    private const string Secret = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private readonly string _folder = Directory.CreateTempSubdirectory("hf-kept").FullName;

    private static KeptDatabase Kept => KeptDatabase.New(15432, "/var/database") with { Secret = Secret, Keeps = true };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Parse_WhatWasWritten_IsTheSame() =>
        Assert.Equal(Kept, KeptDatabase.Parse(Encoding.UTF8.GetBytes(Kept.ToJson())));

    [Fact]
    public void New_Twice_HasAnotherSecret() =>
        Assert.NotEqual(KeptDatabase.New(1, "/a").Secret, KeptDatabase.New(1, "/a").Secret);

    /// <summary>Worked out apart from the program: HKDF-SHA-256 without salt, 24 bytes (RFC 5869).</summary>
    [Fact]
    public void Passwords_AreMadeOfTheSecret_AndDiffer()
    {
        Assert.Equal("f64579053817673cebe80b94340c01fc6c78766e850a4eac", Kept.Password);
        Assert.Equal("8b0d8d19deea6b233e5e45c73561cbe73311f73bee3bab9f", Kept.ReplicationPassword);
    }

    [Fact]
    public void ToString_HasNoSecret() => Assert.DoesNotContain(Secret, $"{Kept}", StringComparison.Ordinal);

    [Theory]
    [InlineData("\"port\":15432", "\"port\":0")]
    [InlineData("\"port\":15432", "\"port\":65536")]
    [InlineData(Secret, "AAEC")]
    [InlineData(Secret, "!AECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")]
    [InlineData("\"folder\":\"/var/database\"", "\"folder\":null")]
    [InlineData("\"keeps\":true", "\"more\":1")]
    [InlineData("{", "[")]
    public void Read_Broken_SaysWhichFile(string part, string wrong)
    {
        var path = Path.Combine(_folder, KeptDatabase.FileName);
        File.WriteAllText(path, Kept.ToJson().Replace(part, wrong, StringComparison.Ordinal));

        var problem = Assert.Single(KeptDatabase.Read(path).Problems);

        Assert.Equal(("HF-2071", path), (problem.Id, problem.Where));
    }

    [Fact]
    public void Read_NoFile_IsNone() => Assert.Null(KeptDatabase.Read(Path.Combine(_folder, "none")).Value);

    [Fact]
    public void Read_TooLong_IsRefused()
    {
        var path = Path.Combine(_folder, "long");
        File.WriteAllText(path, Kept.ToJson() + new string(' ', 16 * 1024));

        Assert.False(KeptDatabase.Read(path).Succeeded);
    }

    [Fact]
    public void Join_ManagedGroupOfTwo_BothKnowEachOthersServer()
    {
        var whole = KeptDatabases.Join(FileOf(managed: true), Kept, "holdfast-failover").Value!;

        var database = whole.Group.Database!;
        Assert.Equal(
            [(1, "192.0.2.11", 15432), (2, "192.0.2.12", 15432)],
            database.Members.Select(member => (member.Member, $"{member.Address}", member.Port))
        );
        Assert.Equal(
            (51, Kept.Password, Kept.ReplicationPassword),
            (database.Unit, database.Password, database.ReplicationPassword)
        );
        Assert.Equal(("/var/database", "holdfast-failover"), (whole.Local.Database!.Folder, whole.Local.Database.User));
    }

    [Fact]
    public void Join_NotKeptYetOrByHand_StaysAsItIs()
    {
        var (managed, byHand) = (FileOf(managed: true), FileOf(managed: false));

        Assert.Same(managed, KeptDatabases.Join(managed, kept: null, "holdfast-failover").Value);
        Assert.Same(managed, KeptDatabases.Join(managed, Kept with { Keeps = false }, "holdfast-failover").Value);
        Assert.Same(byHand, KeptDatabases.Join(byHand, Kept, "holdfast-failover").Value);
    }

    [Fact]
    public void Join_AgentIsRoot_IsRefused() =>
        Assert.Equal("HF-2072", KeptDatabases.Join(FileOf(managed: true), Kept, "root").Problems[0].Id);

    [Fact]
    public void Join_GroupOfThree_IsRefused()
    {
        var two = FileOf(managed: true);
        var third = two.Group.Members[1] with
        {
            Id = 3,
            Name = "gamma",
            Priority = 50,
            Addresses = [System.Net.IPAddress.Parse("192.0.2.13"), System.Net.IPAddress.Parse("10.0.0.13")],
        };
        var three = two with { Group = two.Group with { Members = [.. two.Group.Members, third] } };

        Assert.Contains(
            KeptDatabases.Join(three, Kept, "holdfast-failover").Problems,
            problem => problem.Id == "HF-2060"
        );
    }

    private static FailoverFile FileOf(bool managed)
    {
        var json = JsonNode.Parse(Files.Good)!;
        if (managed)
        {
            json["managed"] = new JsonObject { ["epoch"] = 1, ["number"] = 1 };
        }

        return FailoverFileReader.Parse("test", Encoding.UTF8.GetBytes(json.ToJsonString())).Value!;
    }
}
