namespace Holdfast.Lab.Programs;

/// <summary>Signals of Linux, by their numbers.</summary>
public enum Signal
{
    Hangup = 1,
    Interrupt = 2,
    Kill = 9,
    User1 = 10,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
