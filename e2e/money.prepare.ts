import { type Browser, expect, type Page, test } from '@playwright/test';
import { RESIDENT_KEYS } from './desk-personas.ts';
