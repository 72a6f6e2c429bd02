using Holdfast.Failover.Postgres;

namespace Holdfast.Failover.Tests.Postgres;

public sealed class PostgresVersionTests
{
    [Theory]
    [InlineData("postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)\n", 15, 8)]
    [InlineData("15.14 (Debian 15.14-0+deb12u1)", 15, 14)]
    [InlineData("postgres (PostgreSQL) 17.0", 17, 0)]
    public void Parse_AsPostgresSaysIt_IsRead(string text, int major, int minor) =>
        Assert.Equal(new PostgresVersion(major, minor), PostgresVersion.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("postgres (PostgreSQL)")]
    [InlineData("postgres (PostgreSQL) 9.6")]
    [InlineData("15")]
    [InlineData("15.")]
    [InlineData("15.x")]
    [InlineData("-15.1")]
    [InlineData("15.1.2")]
    [InlineData("99999.1")]
    public void Parse_NoVersion_IsNull(string text) => Assert.Null(PostgresVersion.Parse(text));
}
