using Holdfast.Node.OpenVpn.Management;

namespace Holdfast.Node.Tests.OpenVpn.Management;

public sealed class PendingCommandsTests
{
    private readonly PendingCommands _pending = new();

    [Fact]
    public async Task Accept_AnswersInOrder_ReachTheirAskers()
    {
        var first = _pending.AddAsync(block: false);
        var second = _pending.AddAsync(block: true);
        var third = _pending.AddAsync(block: false);
        _pending.Accept(new ManagementLine.Success("one"));
        _pending.Accept(new ManagementLine.Row("HEADER\tCLIENT_LIST\tCommon Name\tClient ID"));
        _pending.Accept(new ManagementLine.Row("CLIENT_LIST\tc\t1"));
        _pending.Accept(new ManagementLine.End());
        _pending.Accept(new ManagementLine.Failure("three"));
        Assert.Equal("one", (await first).Text);
        Assert.Equal("c", Assert.Single((await second).Clients).CommonName);
        Assert.False((await third).Succeeded);
    }

    [Fact]
    public async Task Accept_ErrorInsteadOfABlock_EndsIt()
    {
        var asked = _pending.AddAsync(block: true);
        _pending.Accept(new ManagementLine.Failure("unknown command"));
        Assert.Equal((false, "unknown command"), ((await asked).Succeeded, (await asked).Text));
    }

    [Fact]
    public void Accept_EndForAnAnswerOfOneLine_IsIgnored()
    {
        var asked = _pending.AddAsync(block: false);
        _pending.Accept(new ManagementLine.End());
        _pending.Accept(new ManagementLine.Row("x"));
        Assert.False(asked.IsCompleted);
    }

    [Fact]
    public void Accept_AnswersThatNobodyAskedFor_AreIgnored()
    {
        _pending.Accept(new ManagementLine.Success(""));
        _pending.Accept(new ManagementLine.End());
        _pending.Accept(new ManagementLine.Failure(""));
        Assert.False(_pending.AddAsync(block: false).IsCompleted);
    }

    [Fact]
    public async Task Abandon_WithAskers_TellsThemThatThereIsNoConnection()
    {
        var first = _pending.AddAsync(block: false);
        var second = _pending.AddAsync(block: true);
        _pending.Abandon();
        Assert.Equal(ManagementAnswer.None, await first);
        Assert.Equal(ManagementAnswer.None, await second);
        Assert.Equal(ManagementAnswer.None, await _pending.AddAsync(block: false));
    }
}
