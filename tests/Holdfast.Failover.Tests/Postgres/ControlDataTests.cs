using Holdfast.Failover.Postgres;

namespace Holdfast.Failover.Tests.Postgres;

public sealed class ControlDataTests
{
    [Fact]
    public void SystemIdentifier_AsPostgresSaysIt_IsRead() =>
        Assert.Equal(
            7312345678901234567UL,
            ControlData.SystemIdentifier(
                "pg_control version number:            1300\nDatabase system identifier:           7312345678901234567\nDatabase cluster state:               in production\n"
            )
        );

    [Theory]
    [InlineData("")]
    [InlineData("Database system identifier")]
    [InlineData("Database system identifier:")]
    [InlineData("Database system identifier: x")]
    [InlineData("Database system identifier: -1")]
    [InlineData("Database system identifier: 18446744073709551616")]
    [InlineData("Database system identifiers: 1")]
    [InlineData(" Database system identifier: 1")]
    public void SystemIdentifier_NotThere_IsNull(string text) => Assert.Null(ControlData.SystemIdentifier(text));
}
