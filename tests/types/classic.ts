/// <reference types="ringleader/iife" />
// The classic script has no import: its types name a global.
export const now: number = new Ringleader.Simulation("protocol raft").now;
