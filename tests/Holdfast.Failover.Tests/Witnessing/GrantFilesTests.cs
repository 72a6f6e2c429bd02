using Holdfast.Failover.Members;
using Holdfast.Failover.Witness;
using Holdfast.Failover.Witnessing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Failover.Tests.Witnessing;

public sealed class GrantFilesTests : IDisposable
{
    private static readonly WitnessUnit Unit = new(Guid.Parse("5e0c8f2e-31a5-4c3b-9c0b-0d6a7a3c1a11"), 51);
    private static readonly StoredGrant Grant = new(
        new WitnessGrant(new MemberId(2), 7),
        TimeSpan.FromMilliseconds(350)
    );

    private readonly string _folder = Directory.CreateTempSubdirectory("hf-grants").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Read_WhatWasStored_IsTheSame()
    {
        Assert.True(Files().TryStore(Unit, Grant));
        Assert.Equal(Grant, Files().Read().Value![Unit]);
    }

    [Fact]
    public void TryStore_FolderGone_IsFalse() =>
        Assert.False(
            new GrantFiles(new WitnessHome(Path.Combine(_folder, "gone")), NullLogger.Instance).TryStore(Unit, Grant)
        );

    [Theory]
    [InlineData("5e0c8f2e31a54c3b9c0b0d6a7a3c1a11-51.grant", "")]
    [InlineData("5e0c8f2e31a54c3b9c0b0d6a7a3c1a11-51.grant", "2 7")]
    [InlineData("5e0c8f2e31a54c3b9c0b0d6a7a3c1a11-51.grant", "0 7 350")]
    [InlineData("5e0c8f2e31a54c3b9c0b0d6a7a3c1a11-51.grant", "2 0 350")]
    [InlineData("5e0c8f2e31a54c3b9c0b0d6a7a3c1a11-51.grant", "2 7 60001")]
    [InlineData("5e0c8f2e31a54c3b9c0b0d6a7a3c1a11-51.grant", "2 9223372036854775807 350")]
    [InlineData("5e0c8f2e31a54c3b9c0b0d6a7a3c1a11-0.grant", "2 7 350")]
    [InlineData("5e0c8f2e31a54c3b9c0b0d6a7a3c1a11.grant", "2 7 350")]
    [InlineData("x-51.grant", "2 7 350")]
    public void Read_Damaged_SaysSo(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder, name), text);

        Assert.Equal("HF-2086", Assert.Single(Files().Read().Problems).Id);
    }

    private GrantFiles Files() => new(new WitnessHome(_folder), NullLogger.Instance);
}
