namespace Holdfast.Lab.Histories;

/// <summary>A process was ready to run, and the machine's processors were busy with others.</summary>
/// <param name="Process">Its id.</param>
/// <param name="Seen">Between two looks at it.</param>
/// <param name="Waited">So long of that time, or of the time before: a wait is counted when it ends.</param>
public readonly record struct Starved(int Process, Span Seen, TimeSpan Waited);
