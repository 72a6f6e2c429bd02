namespace Holdfast.Failover.Agent;

/// <summary>Brings what a database has to say to the agent that lives now. What is said while none does, the next one hears. Thread-safe.</summary>
internal sealed class DatabaseWire
{
    private readonly Lock _changing = new();
    private readonly Queue<Action<DatabaseDesk, TimeSpan>> _unheard = new();
    private DatabaseDesk? _desk;

    /// <summary>Never waits.</summary>
    /// <param name="what">On the agent's thread, with its time.</param>
    public void Say(Action<DatabaseDesk, TimeSpan> what)
    {
        lock (_changing)
        {
            if (_desk is { } desk)
            {
                desk.Hear(what);
            }
            else
            {
                _unheard.Enqueue(what);
            }
        }
    }

    public void Connect(DatabaseDesk desk)
    {
        lock (_changing)
        {
            _desk = desk;
            while (_unheard.TryDequeue(out var what))
            {
                desk.Hear(what);
            }
        }
    }

    /// <summary>When it returns, all that was said before is in the agent's inbox.</summary>
    public void Disconnect()
    {
        lock (_changing)
        {
            _desk = null;
        }
    }
}
