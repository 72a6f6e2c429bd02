namespace Holdfast.Linux.Processes;

/// <summary>Numbers of signal(7).</summary>
public enum Signal
{
    Hangup = 1,
    Interrupt = 2,
    Kill = 9,
    User1 = 10,
    User2 = 12,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
