using System.Text.Json;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Control;
using Holdfast.Failover.Durable;
using Holdfast.Failover.Tests.Configuration;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Failover.Tests.Agent;

/// <summary>An agent without a group, and one whose group cannot be here: none of this needs rights.</summary>
public sealed class AgentHostTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hf-host").FullName;
    private readonly CancellationTokenSource _ending = new();
    private Task<IReadOnlyList<Problem>> _running = Task.FromResult<IReadOnlyList<Problem>>([]);

    private AgentHome Home => new(_folder);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _running;
        _ending.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Status_NotConfigured_SaysSo()
    {
        Start();

        var answer = await AskAsync(new() { Command = ControlCommand.Status });

        Assert.Null(answer.Refused);
        Assert.Null(answer.Status);
        Assert.Equal(new(AgentStanding.NotConfigured, null, null, null), answer.Configuration);
    }

    [Theory]
    [InlineData(ControlCommand.Hold)]
    [InlineData(ControlCommand.SwitchOver)]
    [InlineData(ControlCommand.Watch)]
    [InlineData(ControlCommand.Health)]
    public async Task Command_NotConfigured_IsRefused(ControlCommand command)
    {
        Start();

        var answer = await AskAsync(new() { Command = command });

        Assert.Equal("The agent is not configured.", answer.Refused);
    }

    [Fact]
    public async Task Validate_NotConfiguredAndNothingGiven_IsBad()
    {
        Start();

        var answer = await AskAsync(new() { Command = ControlCommand.Validate });

        Assert.Equal("HF-2037", Assert.Single(answer.Rows!).Problem);
    }

    [Fact]
    public async Task Configure_SeveralMistakes_AllAreSaidAndNothingIsKept()
    {
        Start();
        var wrong = Files
            .Good.Replace("\"vrid\": 51", "\"vrid\": 256", StringComparison.Ordinal)
            .Replace("\"activeKey\": 1", "\"activeKey\": 7", StringComparison.Ordinal);

        var answer = await ConfigureAsync(Managed(wrong, 1));

        Assert.Equal(["HF-2005", "HF-2008"], answer.Rows!.Select(row => row.Problem).Order());
        Assert.NotNull(answer.Refused);
        Assert.False(File.Exists(Home.Configuration));
        Assert.Equal(AgentStanding.NotConfigured, answer.Configuration!.Standing);
    }

    [Fact]
    public async Task Configure_NotSaidWhoKeepsIt_IsRefused()
    {
        Start();

        var answer = await ConfigureAsync(Files.Good);

        Assert.Equal("HF-2001", Assert.Single(answer.Rows!).Problem);
    }

    [Fact]
    public async Task Configure_InterfaceIsNotThere_IsRefusedAndNotKept()
    {
        Start();

        var answer = await ConfigureAsync(Elsewhere(1));

        Assert.All(answer.Rows!, row => Assert.Contains(row.Problem, (string[])["HF-2033", "HF-2034"]));
        Assert.NotEmpty(answer.Rows!);
        Assert.False(File.Exists(Home.Configuration));
    }

    [Fact]
    public async Task Configure_NothingAndNothingIsThere_IsDone()
    {
        Start();

        var answer = await AskAsync(new() { Command = ControlCommand.Configure, Revision = new Revision(1, 5) });

        Assert.Null(answer.Refused);
    }

    [Fact]
    public async Task Configure_OlderThanWhatWasTold_IsRefused()
    {
        Start();
        await AskAsync(new() { Command = ControlCommand.Configure, Revision = new Revision(2, 5) });

        var answer = await ConfigureAsync(Elsewhere(9));

        Assert.Equal("HF-2039", Assert.Single(answer.Rows!).Problem);
    }

    [Fact]
    public async Task Start_ManagedFileThatCannotBeHereYet_WaitsAndSaysWhy()
    {
        await File.WriteAllTextAsync(Home.Configuration, Elsewhere(3));
        Start();

        var answer = await AskAsync(new() { Command = ControlCommand.Status });

        Assert.Equal(
            (AgentStanding.Managed, new Revision(1, 3)),
            (answer.Configuration!.Standing, answer.Configuration.Revision!.Value)
        );
        Assert.StartsWith("HF-203", answer.Configuration.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configure_NothingForAManagedFile_ItIsGone()
    {
        await File.WriteAllTextAsync(Home.Configuration, Elsewhere(3));
        Start();
        await AskAsync(new() { Command = ControlCommand.Status });

        var answer = await AskAsync(new() { Command = ControlCommand.Configure, Revision = new Revision(1, 4) });

        Assert.Null(answer.Refused);
        Assert.Equal(AgentStanding.NotConfigured, answer.Configuration!.Standing);
        Assert.False(File.Exists(Home.Configuration));
    }

    [Fact]
    public async Task Configure_NothingWhileADatabaseIsKept_IsRefusedAndTheFileStays()
    {
        await File.WriteAllTextAsync(Home.Configuration, Elsewhere(3));
        var kept = KeptDatabase.New(15432, Path.Combine(_folder, "database")) with { Keeps = true };
        await File.WriteAllTextAsync(Home.KeptDatabase, kept.ToJson());
        Directory.CreateDirectory(Path.Combine(kept.Folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(kept.Folder, "data", "PG_VERSION"), "15");
        Start();
        await AskAsync(new() { Command = ControlCommand.Status });

        var answer = await AskAsync(new() { Command = ControlCommand.Configure, Revision = new Revision(1, 4) });

        Assert.Equal("HF-2073", Assert.Single(answer.Rows!).Problem);
        Assert.True(File.Exists(Home.Configuration));
        var asked = await AskAsync(new() { Command = ControlCommand.MayForget });
        Assert.StartsWith("HF-2073", asked.Refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MayForget_NothingIsInTheWay_ChangesNothing()
    {
        await File.WriteAllTextAsync(Home.Configuration, Elsewhere(3));
        Start();

        var answer = await AskAsync(new() { Command = ControlCommand.MayForget });

        Assert.Null(answer.Refused);
        Assert.True(File.Exists(Home.Configuration));
    }

    [Fact]
    public async Task Start_DatabaseFileIsBroken_WaitsAndSaysWhy()
    {
        await File.WriteAllTextAsync(Home.Configuration, Elsewhere(3));
        await File.WriteAllTextAsync(Home.KeptDatabase, "{");
        Start();

        var answer = await AskAsync(new() { Command = ControlCommand.Status });

        Assert.StartsWith("HF-2071", answer.Configuration!.Trouble, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Configure_FileOfAPerson_IsRefusedAndTheFileStays()
    {
        Start();
        await AskAsync(new() { Command = ControlCommand.Status });
        // Not good, so that the agent does not begin with it: whatever it is, it is not ours.
        await File.WriteAllTextAsync(Home.Configuration, "{");

        var configured = await ConfigureAsync(Elsewhere(3));

        Assert.Equal("HF-2038", Assert.Single(configured.Rows!).Problem);
        Assert.Equal("{", await File.ReadAllTextAsync(Home.Configuration));
        var forgotten = await AskAsync(new() { Command = ControlCommand.Configure, Revision = new Revision(1, 4) });
        Assert.Null(forgotten.Refused);
        Assert.True(File.Exists(Home.Configuration));
    }

    [Fact]
    public async Task Start_FileOfAPersonThatIsWrong_EndsWithTheReason()
    {
        await File.WriteAllTextAsync(Home.Configuration, "{");

        var problems = await AgentRole.RunAsync(
            _folder,
            NullLoggerFactory.Instance,
            TimeProvider.System,
            CancellationToken.None
        );

        Assert.Equal("HF-2001", Assert.Single(problems).Id);
    }

    private void Start() =>
        _running = AgentRole.RunAsync(_folder, NullLoggerFactory.Instance, TimeProvider.System, _ending.Token);

    private Task<ControlAnswer> ConfigureAsync(string file) =>
        AskAsync(new() { Command = ControlCommand.Configure, Configuration = JsonDocument.Parse(file).RootElement });

    private async Task<ControlAnswer> AskAsync(ControlRequest request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var answer = await ControlClient.AskAsync(Home.ControlSocket, request, limit.Token);
            if (answer.Succeeded)
            {
                return answer.Value;
            }

            // It has just been started.
            Assert.False(_running.IsCompleted);
            await Task.Delay(20, limit.Token);
        }
    }

    private static string Managed(string file, int number) =>
        file.Replace(
            "\"local\":",
            $"\"managed\": {{ \"epoch\": 1, \"number\": {number} }}, \"local\":",
            StringComparison.Ordinal
        );

    /// <summary>Without mistakes, on interfaces that no machine has.</summary>
    private static string Elsewhere(int number) =>
        Managed(
            Files
                .Good.Replace("eth0", "hf-nowhere0", StringComparison.Ordinal)
                .Replace("eth1", "hf-nowhere1", StringComparison.Ordinal),
            number
        );
}
