using Holdfast.Failover.Configuration;
using Holdfast.Failover.Control;
using Holdfast.Failover.Validation;
using Holdfast.Linux.Lines;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;

namespace Holdfast.Failover.Agent;

internal sealed partial class AgentHost
{
    /// <summary>Not in turn: it takes a second for each address, and others want to know who is active meanwhile.</summary>
    private async Task<ControlAnswer> ValidateAsync(ControlRequest request, LineCaller caller)
    {
        var status = await InTurnAsync(() => AskAsync(new ControlRequest { Command = ControlCommand.Status }, caller));
        var current = _file;
        if (request.Configuration is null && current is null)
        {
            return Rows([new ValidationRow("agent", AgentProblems.NotConfigured.At("", ""))]);
        }

        var wanted = request.Configuration is null ? Outcome<FailoverFile>.Of(current!) : Candidate(request, current);
        wanted = wanted.Succeeded ? WithDatabase(wanted.Value) : wanted;
        return Rows(
            wanted.Succeeded
                ?
                [
                    new ValidationRow("configuration", Bad: null),
                    .. await new GroupValidation(parts.Time).LookAsync(
                        wanted.Value,
                        current,
                        status?.Status,
                        CancellationToken.None
                    ),
                ]
                : [.. wanted.Problems.Select(problem => new ValidationRow(problem.Where, problem))]
        );
    }

    private Outcome<FailoverFile> Candidate(ControlRequest request, FailoverFile? current)
    {
        var wanted = Wanted(request);
        return !wanted.Succeeded ? Outcome<FailoverFile>.Failed(wanted.Problems)
            : current is { Managed: null } || (current is null && _store.Exists)
                ? AgentProblems.ByHand.At(_store.Path, "")
            : wanted.Value.File!;
    }

    private ControlAnswer Rows(IReadOnlyList<ValidationRow> rows) =>
        new(Refused: null, Status: null)
        {
            Rows = [.. rows.Select(row => CheckRow.Of(row.What, row.Bad))],
            Configuration = Standing(),
        };
}
