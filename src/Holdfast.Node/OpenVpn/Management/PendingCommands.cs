namespace Holdfast.Node.OpenVpn.Management;

/// <summary>
/// OpenVPN answers commands in the order in which they came, one line or a block each. Gives each answer to its asker. Not
/// thread-safe.
/// </summary>
internal sealed class PendingCommands
{
    private readonly Queue<Pending> _queue = new();
    private bool _abandoned;

    /// <param name="block">The answer has several lines up to <c>END</c>.</param>
    public Task<ManagementAnswer> AddAsync(bool block)
    {
        if (_abandoned)
        {
            return Task.FromResult(ManagementAnswer.None);
        }

        var pending = new Pending(block ? new StatusTable() : null);
        _queue.Enqueue(pending);
        return pending.Answer.Task;
    }

    /// <summary>Lines that answer nobody are ignored.</summary>
    /// <returns>The clients of a list that ends with this line, else null.</returns>
    public IReadOnlyList<ConnectedClient>? Accept(ManagementLine line)
    {
        if (!_queue.TryPeek(out var pending))
        {
            return null;
        }

        switch (line)
        {
            case ManagementLine.Row row:
                pending.Table?.Accept(row.Text);
                break;
            case ManagementLine.End when pending.Table is { } table:
                Finish(new(Succeeded: true, "", table.Clients));
                return table.Clients;
            case ManagementLine.Success success when pending.Table is null:
                Finish(new(Succeeded: true, success.Text, []));
                break;
            case ManagementLine.Failure failure:
                Finish(new(Succeeded: false, failure.Text, []));
                break;
        }

        return null;
    }

    /// <summary>The connection is gone: nobody gets an answer any more, also who asks later.</summary>
    public void Abandon()
    {
        _abandoned = true;
        while (_queue.Count > 0)
        {
            Finish(ManagementAnswer.None);
        }
    }

    private void Finish(ManagementAnswer answer) => _queue.Dequeue().Answer.SetResult(answer);

    private sealed record Pending(StatusTable? Table)
    {
        public TaskCompletionSource<ManagementAnswer> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

/// <param name="Text">What OpenVPN said behind SUCCESS or ERROR.</param>
/// <param name="Clients">Of <c>status 3</c>.</param>
internal sealed record ManagementAnswer(bool Succeeded, string Text, IReadOnlyList<ConnectedClient> Clients)
{
    /// <summary>The connection ended, or never was.</summary>
    public static readonly ManagementAnswer None = new(Succeeded: false, "no connection", []);
}
